import { useEffect, useState } from "preact/hooks";
import { isRefused, type Refused, type Request, type View, type Views } from "./core/api";
import { core } from "./core/client";
import { revision } from "./state";

export type Asked<V> =
  | { state: "waiting" }
  | { state: "there"; view: V }
  | { state: "refused"; view: Refused }
  | { state: "fault"; fault: string };

/**
 * What the core answers; asked again when the record changes. What stood before stays until the new answer is there.
 * @param isTime  whether it can be asked by now
 */
export function useAsk<R extends Request>(request: R, isTime = true): Asked<View<R["do"]>> {
  const [asked, setAsked] = useState<Asked<View<R["do"]>>>({ state: "waiting" });
  const key = JSON.stringify(request);
  useEffect(() => {
    if (!isTime) {
      return undefined;
    }
    let wanted = true;
    core.ask(request).then(
      ({ view }) => {
        if (wanted) {
          setAsked(isRefused(view) ? { state: "refused", view } : { state: "there", view: view as View<R["do"]> });
        }
      },
      (fault: Error) => {
        if (wanted) {
          setAsked({ state: "fault", fault: fault.message });
        }
      },
    );
    return () => {
      wanted = false;
    };
  }, [key, isTime, revision.value]);
  return asked;
}

/** Asks for something that changes the record. */
export async function change<R extends Request>(request: R): Promise<Views[R["do"]]> {
  const { view } = await core.ask(request);
  revision.value += 1;
  return view;
}
