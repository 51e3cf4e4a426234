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
  /** Degrees to the right, from the view that the stretch is best seen from. */
  turn?: number;
  /** False in moving pictures, or it would appear with the last one. */
  arrow?: boolean;
}

/** As it was asked for: an SVG, not shapes. */
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
    .then(
      ({ view }) => (isRefused(view) ? null : (view as Picture)),
      // What is wrong is told by whoever asked for the words beside it. Another time it is drawn.
      () => {
        kept.delete(key);
        return null;
      },
    );
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

/**
 * The picture of the newest pose. While one is being drawn those in between are left out, so that a slow device shows fewer
 * pictures and none of them late.
 */
function useNewest(pose: Pose, key: string, near: boolean): Picture | null {
  const [shown, setShown] = useState<Picture | null>(null);
  const newest = useRef({ pose, key });
  newest.current = { pose, key };
  const drawing = useRef(false);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  useEffect(() => {
    const draw = async () => {
      let done = "";
      while (!gone.current && done !== newest.current.key) {
        const wanted = newest.current;
        const drawn = await picture(wanted.pose);
        done = wanted.key;
        if (!gone.current && wanted.pose.id === newest.current.pose.id) {
          setShown(drawn);
        }
      }
    };
    if (near && !drawing.current) {
      drawing.current = true;
      void draw().finally(() => {
        drawing.current = false;
      });
    }
  }, [key, near]);
  return shown;
}

/** The same direction, between half a turn to the left and half a turn to the right. */
function halfTurn(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** How far a figure is turned: by steps with buttons and keys, as far as one likes with a finger or a mouse. */
export function useTurning() {
  const [turn, setTurn] = useState(0);
  const from = useRef<{ x: number; turn: number } | null>(null);
  const letGo = () => {
    from.current = null;
  };
  return {
    turn,
    turnBy: (degrees: number) => setTurn((before) => halfTurn(before + degrees)),
    drag: {
      onPointerDown: (event: PointerEvent) => {
        from.current = { x: event.clientX, turn };
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: PointerEvent) => {
        if (from.current) {
          // Half a degree for a pixel; steps of five, so that pictures come back that were drawn before.
          setTurn(halfTurn(from.current.turn + Math.round((event.clientX - from.current.x) / 10) * 5));
        }
      },
      onPointerUp: letGo,
      onPointerCancel: letGo,
    },
  };
}

/** The finest steps of a movement that are drawn, in thousandths of the way. */
const step = 5;

/** Goes on to `target` within `ms` instead of jumping there, picture by picture; jumps where `of` changes, and if `still`. */
export function useSmooth(target: number, of: string, ms: number, still: boolean): number {
  const [at, setAt] = useState(target);
  const now = useRef({ at: target, of });
  useEffect(() => {
    const from = now.current.at;
    const show = (value: number) => {
      now.current = { at: value, of };
      setAt(Math.round(value / step) * step);
    };
    if (still || now.current.of !== of || from === target) {
      show(target);
      return undefined;
    }
    const begun = performance.now();
    let frame = 0;
    const move = () => {
      const part = Math.min(1, (performance.now() - begun) / ms);
      show(from + (target - from) * part);
      frame = part < 1 ? requestAnimationFrame(move) : 0;
    };
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [target, of, still]);
  return at;
}

/** A figure of a stretch. `name` says what it is of; "" if words beside it say so. */
export function Figure({ pose, name = "", class: className = "" }: { pose: Pose; name?: string; class?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box);
  const shown = useNewest(pose, JSON.stringify([pose, figureTheme(display.value)]), near);
  const spoken = name === "" ? { "aria-hidden": "true" as const } : { role: "img" as const, "aria-label": `${name}. ${shown?.description ?? ""}` };
  return <div ref={box} class={`figure ${className}`} {...spoken} dangerouslySetInnerHTML={{ __html: shown?.svg ?? "" }} />;
}
