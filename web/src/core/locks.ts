/**
 * One at a time, over all tabs. Over plain HTTP from another machine browsers have no locks: then within this tab, and a
 * person is not expected to do two things at once in two.
 */
const turns = new Map<string, Promise<unknown>>();

export function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  if ("locks" in navigator) {
    return navigator.locks.request(name, work) as Promise<T>;
  }
  const mine = (turns.get(name) ?? Promise.resolve()).then(work);
  turns.set(name, mine.catch(() => undefined));
  return mine;
}
