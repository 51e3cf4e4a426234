/** Hosts the core: loads the module, passes texts in and out. */

export interface Core {
  /** Adds records, a JSON line each. Returns "" or what is wrong. */
  load(lines: string): string;
  answer(envelope: string): string;
  openPlayer(view: string): string;
  applyToPlayer(input: string): string;
}

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  lissom_alloc(bytes: number): number;
  lissom_free(at: number): void;
  lissom_load(at: number, bytes: number): number;
  lissom_answer(at: number, bytes: number): number;
  lissom_player_open(at: number, bytes: number): number;
  lissom_player_apply(at: number, bytes: number): number;
}

const nothing = () => 0;

/** An instance of the core with an empty journal. */
export async function openCore(module: Response | Promise<Response>): Promise<Core> {
  let memory: WebAssembly.Memory;
  // What the C library wants. The core never writes to a file; the environment is empty; a broken contract ends the core.
  const wasi = {
    fd_close: nothing,
    fd_seek: nothing,
    fd_write: nothing,
    environ_get: nothing,
    environ_sizes_get: (count: number, bytes: number) => {
      const view = new DataView(memory.buffer);
      view.setUint32(count, 0, true);
      view.setUint32(bytes, 0, true);
      return 0;
    },
    proc_exit: (code: number) => {
      throw new Error(`the core ended with ${code}`);
    },
  };
  const { instance } = await WebAssembly.instantiateStreaming(module, { wasi_snapshot_preview1: wasi });
  const core = instance.exports as unknown as Exports;
  memory = core.memory;
  core._initialize();

  const pass = (call: (at: number, bytes: number) => number, text: string): string => {
    const bytes = new TextEncoder().encode(text);
    const at = core.lissom_alloc(bytes.length);
    new Uint8Array(core.memory.buffer, at, bytes.length).set(bytes);
    const out = call(at, bytes.length);
    core.lissom_free(at);
    const size = new DataView(core.memory.buffer).getUint32(out, true);
    const answer = new TextDecoder().decode(new Uint8Array(core.memory.buffer, out + 4, size));
    core.lissom_free(out);
    return answer;
  };
  return {
    load: (lines) => pass(core.lissom_load, lines),
    answer: (envelope) => pass(core.lissom_answer, envelope),
    openPlayer: (view) => pass(core.lissom_player_open, view),
    applyToPlayer: (input) => pass(core.lissom_player_apply, input),
  };
}
