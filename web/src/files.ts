/** Hands a file to the person. Names and types say nothing about health. */
export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  const longEnoughMs = 10_000;
  setTimeout(() => URL.revokeObjectURL(url), longEnoughMs);
}
