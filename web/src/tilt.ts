/**
 * The phone as an inclinometer: the angle between its long edge and the plumb line, from the gravity it feels. Read once it
 * has lain still for half a second; the mean of that half second counts.
 */

const stillMs = 500;
const patienceMs = 15_000;
/** Swings of the gravity vector above this are movement, in metres a second squared. */
const unrest = 0.25;

interface Feeling {
  at: number;
  x: number;
  y: number;
  z: number;
}

/** What iOS asks for once, after a tap. */
async function allowed(): Promise<boolean> {
  const event = globalThis.DeviceMotionEvent as unknown as { requestPermission?: () => Promise<string> } | undefined;
  if (!event) {
    return false;
  }
  return event.requestPermission === undefined || (await event.requestPermission()) === "granted";
}

/** Degrees from the plumb line, in tenths; 0 upright, 90 lying. */
function angleOf(feelings: Feeling[]): number {
  const mean = (of: (feeling: Feeling) => number) => feelings.reduce((sum, feeling) => sum + of(feeling), 0) / feelings.length;
  const [x, y, z] = [mean((f) => f.x), mean((f) => f.y), mean((f) => f.z)];
  const degrees = (Math.acos(Math.min(1, Math.abs(y) / Math.hypot(x, y, z))) * 180) / Math.PI;
  return Math.round(degrees * 10) / 10;
}

function isStill(feelings: Feeling[]): boolean {
  const swing = (of: (feeling: Feeling) => number) => Math.max(...feelings.map(of)) - Math.min(...feelings.map(of));
  return Math.max(swing((f) => f.x), swing((f) => f.y), swing((f) => f.z)) < unrest;
}

/** A reading in degrees, or null where the device gives none. @param onStart  gets what ends the wait */
export async function readTilt(onStart: (cancel: () => void) => void): Promise<number | null> {
  if (!(await allowed().catch(() => false))) {
    return null;
  }
  return new Promise((resolve) => {
    let feelings: Feeling[] = [];
    const end = (reading: number | null) => {
      removeEventListener("devicemotion", feel);
      clearTimeout(timer);
      resolve(reading);
    };
    const feel = (event: DeviceMotionEvent) => {
      const gravity = event.accelerationIncludingGravity;
      if (gravity?.x == null || gravity.y == null || gravity.z == null) {
        return;
      }
      const now = performance.now();
      feelings.push({ at: now, x: gravity.x, y: gravity.y, z: gravity.z });
      feelings = feelings.filter((feeling) => now - feeling.at <= stillMs);
      const first = feelings[0];
      const fewest = 10;
      if (first && now - first.at > stillMs * 0.8 && feelings.length >= fewest && isStill(feelings)) {
        end(angleOf(feelings));
      }
    };
    const timer = setTimeout(() => end(null), patienceMs);
    addEventListener("devicemotion", feel);
    onStart(() => end(null));
  });
}
