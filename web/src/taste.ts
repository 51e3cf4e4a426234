/** What someone likes, and what they would rather not do: plans go by both. */
import { change } from "./asked";
import type { Profile } from "./core/api";
import { core } from "./core/client";
import { tell } from "./state";

export type Taste = "likes" | "excludes" | "neither";

export function tasteOf({ likes, excludes }: Profile, id: string): Taste {
  return excludes.includes(id) ? "excludes" : likes.includes(id) ? "likes" : "neither";
}

/** @returns what it was before */
export async function changeTaste(id: string, to: Taste): Promise<Taste> {
  const { profile } = (await core.ask({ do: "profile" })).view;
  const without = (ids: string[]) => ids.filter((one) => one !== id);
  const set = { likes: without(profile.likes), excludes: without(profile.excludes) };
  if (to !== "neither") {
    set[to].push(id);
  }
  await change({ do: "profile", set });
  return tasteOf(profile, id);
}

/** The same, and says so if it could not be written down. */
export function chooseTaste(id: string, to: Taste): void {
  changeTaste(id, to).catch((fault: Error) => tell(fault.message));
}
