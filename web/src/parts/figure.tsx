import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { isRefused } from "../core/api";
import { core } from "../core/client";
import { display } from "../state";
import { figureTheme } from "../display";

export interface Pose {
  id: string;
  side?: "left" | "right" | "both";
  /** 0 the start pose, 1000 the end pose. */
  at?: number;
  yaw?: number;
  elevation?: number;
  /** False in moving pictures, or it would appear with the last one. */
  arrow?: boolean;
}

interface Picture {
  svg: string;
  description: string;
}

const mostKept = 600;
const kept = new Map<string, Promise<Picture | null>>();

/** A picture by the core, or null where it is refused. Those that were drawn lately are kept. */
export function picture(pose: Pose): Promise<Picture | null> {
  const { id, side, ...rest } = pose;
  const theme = figureTheme(display.value);
  const key = JSON.stringify([id, side, rest, theme]);
  const known = kept.get(key);
  if (known) {
    return known;
  }
  const drawn = core
    .peek({ do: "draw", id, theme, ...(side === "left" || side === "right" ? { side } : {}), ...rest })
    .then(({ view }) => (isRefused(view) ? null : view));
  kept.set(key, drawn);
  const oldest = kept.size > mostKept ? kept.keys().next().value : undefined;
  if (oldest !== undefined) {
    kept.delete(oldest);
  }
  return drawn;
}

/** Pictures may be refused after an answer, or allowed. */
export function forgetPictures(): void {
  kept.clear();
}

/** Whether a part of the page has come near the window; pictures out of sight are not drawn. */
function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          setNear(true);
          watcher.disconnect();
        }
      },
      { rootMargin: "50%" },
    );
    if (element.current) {
      watcher.observe(element.current);
    }
    return () => watcher.disconnect();
  }, []);
  return near;
}

/** A figure of a stretch. `name` says what it is of; "" if words beside it say so. */
export function Figure({ pose, name = "", class: className = "" }: { pose: Pose; name?: string; class?: string }) {
  const [shown, setShown] = useState<Picture | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box);
  const key = JSON.stringify([pose, figureTheme(display.value)]);
  useEffect(() => {
    let wanted = near;
    if (!near) {
      return undefined;
    }
    void picture(pose).then((drawn) => {
      if (wanted) {
        setShown(drawn);
      }
    });
    return () => {
      wanted = false;
    };
  }, [key, near]);
  const spoken = name === "" ? { "aria-hidden": "true" as const } : { role: "img" as const, "aria-label": `${name}. ${shown?.description ?? ""}` };
  return <div ref={box} class={`figure ${className}`} {...spoken} dangerouslySetInnerHTML={{ __html: shown?.svg ?? "" }} />;
}
