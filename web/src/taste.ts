/** What someone likes, and what they would rather not do: plans go by both. */
import { change } from "./asked";
import { isRefused, type Profile, type Taste } from "./core/api";
import { tell } from "./state";

export function tasteOf({ likes, excludes }: Profile, id: string): Taste {
  return excludes.includes(id) ? "left_out" : likes.includes(id) ? "liked" : "neither";
}

/** Says if it could not be written down. @returns what it was before, and what the plan makes of it; null if it is as it was */
export async function changeTaste(id: string, is: Taste): Promise<{ was: Taste; say: string[] } | null> {
  try {
    const view = await change({ do: "taste", id, is });
    if (!isRefused(view)) {
      return view;
    }
    tell(view.refused.say.join(" "));
  } catch (fault) {
    tell((fault as Error).message);
  }
  return null;
}
