/** Whether this device has come past the first screen. A hint for what to show until the record has been read, no more. */

const key = "lissom-begun";

/** Whether the first screen, which stands in index.html, is what will most likely be shown. */
export function isFirstScreen(): boolean {
  if (!["", "#", "#/", "#/today"].includes(location.hash)) {
    return false;
  }
  try {
    return localStorage.getItem(key) === null;
  } catch {
    return true;
  }
}

export function keepBegun(begun: boolean): void {
  try {
    if (begun) {
      localStorage.setItem(key, "1");
    } else {
      localStorage.removeItem(key);
    }
  } catch {
    // Then the first screen is shown for a moment at every start.
  }
}
