// Hosts the core: loads the module, passes texts in and out.
import { readFile } from "node:fs/promises";

/** An instance of the core with an empty journal. */
export async function openCore(file) {
  const nothing = () => 0;
  let memory;
  // What the C library wants. The core never writes to a file; the environment is empty; a broken contract ends the core.
  const wasi = {
    fd_close: nothing,
    fd_seek: nothing,
    fd_write: nothing,
    environ_get: nothing,
    environ_sizes_get: (count, bytes) => {
      const view = new DataView(memory.buffer);
      view.setUint32(count, 0, true);
      view.setUint32(bytes, 0, true);
      return 0;
    },
    proc_exit: (code) => {
      throw new Error(`the core ended with ${code}`);
    },
  };
  const module = await WebAssembly.compile(await readFile(file));
  const foreign = WebAssembly.Module.imports(module).filter(
    (i) => i.module !== "wasi_snapshot_preview1" || !(i.name in wasi),
  );
  if (foreign.length > 0) {
    throw new Error(`the core imports ${foreign.map((i) => i.name).join(", ")}; expected only what is given to it here`);
  }
  const { exports: core } = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi });
  memory = core.memory;
  core._initialize();

  const taken = (out) => {
    const size = new DataView(core.memory.buffer).getUint32(out, true);
    const bytes = new Uint8Array(core.memory.buffer, out + 4, size).slice();
    core.lissom_free(out);
    return bytes;
  };
  const pass = (call, text) => {
    const bytes = new TextEncoder().encode(text);
    const at = core.lissom_alloc(bytes.length);
    new Uint8Array(core.memory.buffer, at, bytes.length).set(bytes);
    const out = call(at, bytes.length);
    core.lissom_free(at);
    return new TextDecoder("utf-8", { fatal: true }).decode(taken(out));
  };
  return {
    load: (lines) => pass(core.lissom_load, lines),
    answer: (envelope) => pass(core.lissom_answer, envelope),
    openPlayer: (view) => pass(core.lissom_player_open, view),
    applyToPlayer: (input) => pass(core.lissom_player_apply, input),
    openTrack: (choice) => pass(core.lissom_track_open, choice),
    trackPiece: (piece) => taken(core.lissom_track_piece(piece)),
  };
}
