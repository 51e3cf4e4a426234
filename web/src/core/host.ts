/** Hosts the core: loads the module, passes texts in and out. */

export interface Core {
  /** Adds records, a JSON line each. Returns "" or what is wrong. */
  load(lines: string): string;
  /** Records, a JSON line each, as the bytes that go to a server; none if one of them can only go as a line. */
  bundle(lines: string): Uint8Array<ArrayBuffer>;
  answer(envelope: string): string;
  openPlayer(view: string): string;
  applyToPlayer(input: string): string;
  /** Takes a pack of voice clips. Returns "" or what is wrong. */
  addVoice(pack: Uint8Array): string;
  openTrack(choice: string): string;
  /** The bytes of a piece of the track; none after the last. */
  trackPiece(piece: number): Uint8Array<ArrayBuffer>;
  signal(name: string): Uint8Array<ArrayBuffer>;
}

interface Exports {
  memory: WebAssembly.Memory;
  _initialize(): void;
  lissom_alloc(bytes: number): number;
  lissom_free(at: number): void;
  lissom_load(at: number, bytes: number): number;
  lissom_bundle(at: number, bytes: number): number;
  lissom_answer(at: number, bytes: number): number;
  lissom_player_open(at: number, bytes: number): number;
  lissom_player_apply(at: number, bytes: number): number;
  lissom_voice_add(at: number, bytes: number): number;
  lissom_track_open(at: number, bytes: number): number;
  lissom_track_piece(piece: number): number;
  lissom_signal(at: number, bytes: number): number;
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

  const taken = (out: number): Uint8Array<ArrayBuffer> => {
    const size = new DataView(core.memory.buffer).getUint32(out, true);
    const bytes = new Uint8Array(core.memory.buffer, out + 4, size).slice() as Uint8Array<ArrayBuffer>;
    core.lissom_free(out);
    return bytes;
  };
  const passBytes = (call: (at: number, bytes: number) => number, bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
    const at = core.lissom_alloc(bytes.length);
    new Uint8Array(core.memory.buffer, at, bytes.length).set(bytes);
    const out = call(at, bytes.length);
    core.lissom_free(at);
    return taken(out);
  };
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const pass = (call: (at: number, bytes: number) => number, text: string): string => decoder.decode(passBytes(call, encoder.encode(text)));
  return {
    load: (lines) => pass(core.lissom_load, lines),
    bundle: (lines) => passBytes(core.lissom_bundle, encoder.encode(lines)),
    answer: (envelope) => pass(core.lissom_answer, envelope),
    openPlayer: (view) => pass(core.lissom_player_open, view),
    applyToPlayer: (input) => pass(core.lissom_player_apply, input),
    addVoice: (pack) => decoder.decode(passBytes(core.lissom_voice_add, pack)),
    openTrack: (choice) => pass(core.lissom_track_open, choice),
    trackPiece: (piece) => taken(core.lissom_track_piece(piece)),
    signal: (name) => passBytes(core.lissom_signal, encoder.encode(name)),
  };
}
