// Hosts the core: loads the module, passes texts in and out.
import { readFile } from "node:fs/promises";

/** An instance of the core with an empty journal. */
export async function openCore(file) {
  const nothing = () => 0;
  // The C library wants these three; the core never writes to a file.
  const wasi = { fd_close: nothing, fd_seek: nothing, fd_write: nothing };
  const module = await WebAssembly.compile(await readFile(file));
  const foreign = WebAssembly.Module.imports(module).filter(
    (i) => i.module !== "wasi_snapshot_preview1" || !(i.name in wasi),
  );
  if (foreign.length > 0) {
    throw new Error(`the core imports ${foreign.map((i) => i.name).join(", ")}; only fd_close, fd_seek, fd_write are allowed`);
  }
  const { exports: core } = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi });
  core._initialize();

  const pass = (call, text) => {
    const bytes = new TextEncoder().encode(text);
    const at = core.lissom_alloc(bytes.length);
    new Uint8Array(core.memory.buffer, at, bytes.length).set(bytes);
    const out = call(at, bytes.length);
    core.lissom_free(at);
    const size = new DataView(core.memory.buffer).getUint32(out, true);
    const answer = new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(core.memory.buffer, out + 4, size));
    core.lissom_free(out);
    return answer;
  };
  return { load: (lines) => pass(core.lissom_load, lines), answer: (envelope) => pass(core.lissom_answer, envelope) };
}
