/**
 * The journal in the browser: lines as in docs/formats/journal.md, in the order in which they came, in IndexedDB. Every
 * tab reads on from where it was; what one call adds is stored whole or not at all.
 */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";

interface Stored {
  line: string;
  id: string;
  /** Whether the server has it. */
  sent: 0 | 1;
}

/** A record as it lies in the store. */
export interface Line {
  key: number;
  id: string;
  line: string;
}

interface Meta {
  person: string;
  device: string;
  /** How far the server's records have been read. */
  cursor: number;
  backup_ms: number;
  /** Files of clinics, as JSON: they belong to this browser and not to the record, which stores answers only. */
  questionnaires: string;
  /** Records that cannot be read, as JSON: set aside so that the rest can be, and never thrown away. */
  damaged: string;
}

interface Schema extends DBSchema {
  records: { key: number; value: Stored; indexes: { id: string; sent: number } };
  meta: { key: keyof Meta; value: string | number };
}

/** A UUID of version 7: its first 48 bits are the time, so that ids sort as they were made. */
export function newId(nowMs: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i += 1) {
    bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) % 256;
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20, 32].map((end, i) => hex.slice([0, 8, 12, 16, 20][i], end)).join("-");
}

function idOf(line: string): string {
  const id: unknown = (JSON.parse(line) as { id?: unknown }).id;
  if (typeof id !== "string") {
    throw new Error("expected a record with an id");
  }
  return id;
}

/** Whether a line is a whole record, of whichever version: what only a newer one understands is no damage. */
export function isRecord(line: string): boolean {
  const isId = (value: unknown) => typeof value === "string" && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);
  try {
    const { lissom, id, person, at_ms } = JSON.parse(line) as Record<string, unknown>;
    return typeof lissom === "number" && isId(id) && isId(person) && Number.isInteger(at_ms);
  } catch {
    return false;
  }
}

async function addTo(
  store: IDBPObjectStore<Schema, ("records" | "meta")[], "records", "readwrite">,
  lines: string[],
  sent: 0 | 1,
): Promise<number> {
  let fresh = 0;
  for (const line of lines) {
    const id = idOf(line);
    if ((await store.index("id").getKey(id)) === undefined) {
      await store.add({ line, id, sent });
      fresh += 1;
    }
  }
  return fresh;
}

/** Whether something failed because the browser had closed the store by itself, as it does when it throws it away; or a disk did not answer. */
export function wasClosed(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "AbortError" || error.name === "UnknownError");
}

/** A transaction whose end nobody waits for, as when a step of it has failed already, fails quietly. */
function heard<T extends { done: Promise<void> }>(tx: T): T {
  tx.done.catch(() => undefined);
  return tx;
}

export class Journal {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  /** @param onLost  called if the browser closes the store by itself */
  static async open(onLost: () => void): Promise<Journal> {
    const db = await openDB<Schema>("lissom", 1, {
      upgrade(fresh) {
        const records = fresh.createObjectStore("records", { autoIncrement: true });
        records.createIndex("id", "id", { unique: true });
        records.createIndex("sent", "sent");
        fresh.createObjectStore("meta");
      },
      // A newer version in another tab wants to bring the store up to date, and can only when nobody else has it open.
      blocking(_was, _will, event) {
        (event.target as IDBDatabase).close();
      },
      terminated: onLost,
    });
    return new Journal(db);
  }

  // Not by the shortcuts of the library, which let an end that fails go unheard.
  private reading<Name extends "records" | "meta">(name: Name) {
    return heard(this.db.transaction(name));
  }

  private writing(stores: ("records" | "meta")[]) {
    return heard(this.db.transaction(stores, "readwrite", { durability: "strict" }));
  }

  close(): void {
    this.db.close();
  }

  /** The lines that came after `after`, and the number to go on from. */
  async linesAfter(after: number): Promise<{ lines: Line[]; last: number }> {
    const range = IDBKeyRange.lowerBound(after, true);
    const tx = this.reading("records");
    const [keys, records] = await Promise.all([tx.store.getAllKeys(range), tx.store.getAll(range)]);
    return { lines: records.map(({ line, id }, i) => ({ key: keys[i] ?? 0, id, line })), last: keys.at(-1) ?? after };
  }

  /** Moves records out of the way. What the server has of them comes again, because it is read from its beginning. */
  async setAside(lines: Line[]): Promise<void> {
    const tx = this.writing(["records", "meta"]);
    const meta = tx.objectStore("meta");
    const before = JSON.parse(((await meta.get("damaged")) as string | undefined) ?? "[]") as Line[];
    await meta.put(JSON.stringify([...before, ...lines]), "damaged");
    await meta.put(0, "cursor");
    for (const { key } of lines) {
      await tx.objectStore("records").delete(key);
    }
    await tx.done;
  }

  /** How many records were set aside and have not come back, from the server or from a file. */
  async countDamaged(): Promise<number> {
    const aside = JSON.parse((await this.get("damaged")) ?? "[]") as Line[];
    const ids = this.reading("records").store.index("id");
    const back = await Promise.all(aside.map(({ id }) => ids.getKey(id)));
    return back.filter((key) => key === undefined).length;
  }

  /** Adds lines that are not there yet, all or none. Returns how many were new. */
  async add(lines: string[], sent: 0 | 1): Promise<number> {
    const tx = this.writing(["records"]);
    const [fresh] = await Promise.all([addTo(tx.objectStore("records"), lines, sent), tx.done]);
    return fresh;
  }

  /**
   * Adds what the server has after `after`, and goes on from `next`: unless another tab has set records aside meanwhile,
   * and all must be read again.
   */
  async take(lines: string[], after: number, next: number): Promise<{ fresh: number; isNext: boolean }> {
    const tx = this.writing(["records", "meta"]);
    const work = async () => {
      const fresh = await addTo(tx.objectStore("records"), lines, 1);
      const meta = tx.objectStore("meta");
      const isNext = ((await meta.get("cursor")) ?? 0) === after;
      // A full disk is no reason to refuse what changes nothing.
      if (isNext && next !== after) {
        await meta.put(next, "cursor");
      }
      return { fresh, isNext };
    };
    const [taken] = await Promise.all([work(), tx.done]);
    return taken;
  }

  /** What the server does not have, apart from some. */
  async unsent(most: number, without: ReadonlySet<number>): Promise<Line[]> {
    const tx = this.reading("records");
    const keys = (await tx.store.index("sent").getAllKeys(0)).filter((key) => !without.has(key)).slice(0, most);
    const records = await Promise.all(keys.map((key) => tx.store.get(key)));
    return records.map((record, i) => ({ key: keys[i] ?? 0, id: record?.id ?? "", line: record?.line ?? "" }));
  }

  async markSent(lines: Line[]): Promise<void> {
    const tx = this.writing(["records"]);
    const records = tx.objectStore("records");
    for (const { key } of lines) {
      const record = await records.get(key);
      if (record !== undefined) {
        await records.put({ ...record, sent: 1 }, key);
      }
    }
    await tx.done;
  }

  async lineAt(key: number): Promise<string | undefined> {
    return (await this.reading("records").store.get(key))?.line;
  }

  /** Puts the same records in another form in the place of those under some keys. */
  async replace(lines: string[], keys: number[]): Promise<void> {
    const forms = new Map(lines.map((line) => [idOf(line), line]));
    const tx = this.writing(["records"]);
    const records = tx.objectStore("records");
    for (const key of keys) {
      const record = await records.get(key);
      const line = record && forms.get(record.id);
      if (record && line !== undefined) {
        await records.put({ ...record, line }, key);
      }
    }
    await tx.done;
  }

  async countUnsent(): Promise<number> {
    return this.reading("records").store.index("sent").count(0);
  }

  async count(): Promise<number> {
    return this.reading("records").store.count();
  }

  async get<K extends keyof Meta>(key: K): Promise<Meta[K] | undefined> {
    return (await this.reading("meta").store.get(key)) as Meta[K] | undefined;
  }

  async set<K extends keyof Meta>(key: K, value: Meta[K]): Promise<void> {
    const tx = heard(this.db.transaction("meta", "readwrite"));
    await tx.store.put(value, key);
    await tx.done;
  }

  /** What is stored; the first time, what is given. A full disk can still be read. */
  async getOrSet<K extends keyof Meta>(key: K, first: Meta[K]): Promise<Meta[K]> {
    const stored = await this.get(key);
    if (stored === undefined) {
      await this.set(key, first);
    }
    return stored ?? first;
  }

  /** Deletes everything, the person's number included. */
  async erase(): Promise<void> {
    const tx = this.writing(["records", "meta"]);
    await tx.objectStore("records").clear();
    await tx.objectStore("meta").clear();
    await tx.done;
  }
}
