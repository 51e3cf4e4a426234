/**
 * The façade as the app uses it. What may be asked and what is answered is in facade.ts, made from core/api/facade.json; the core
 * decides what is true.
 */
import type { Allowed, Refusals, Refused } from "./facade";

export type * from "./facade";

/** What each request may be answered with. */
export type Views = { [Name in keyof Allowed]: Allowed[Name] | Refusals[Name] };
export type View<Name extends keyof Allowed> = Allowed[Name];

export function isRefused(view: object): view is Refused {
  return "refused" in view;
}
