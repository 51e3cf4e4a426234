/** Our own set: a grid of 24, strokes of 2, round ends. Without a word beside it only where `name` says what it is. */
const shapes = {
  play: "M8 5l11 7-11 7z",
  pause: "M9 5v14M15 5v14",
  back: "M6 5v14M18 6l-9 6 9 6z",
  skip: "M18 5v14M6 6l9 6-9 6z",
  close: "M6 6l12 12M18 6L6 18",
  check: "M5 13l4 4L19 7",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  down: "M5 9l7 7 7-7",
  hurt: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7v6M12 16.5v.5",
  turn: "M19 12a7 7 0 1 1-2.3-5.2M19 4v4h-4",
  swap: "M4 8h13l-3-3M20 16H7l3 3",
  sound: "M4 10v4h4l5 4V6L8 10zM16 9a4 4 0 0 1 0 6",
  today: "M3 18h8c5 0 6-4 8-11",
  plan: "M4 6h16M4 12h11M4 18h7",
  progress: "M4 19h16M5 15l4-4 4 3 6-8",
  library: "M5 4v16M10 4v16M15 5l4 15",
  learn: "M4 6c4-2 6 0 8 1 2-1 4-3 8-1v12c-4-2-6 0-8 1-2-1-4-3-8-1zM12 7v12",
  measure: "M4 19h16M4 19L17 6M13 19a9 9 0 0 0-2.6-6.4",
  record: "M6 3h9l4 4v14H6zM9 12h7M9 16h7",
  settings: "M4 8h9M17 8h3M4 16h3M11 16h9M15 6v4M9 14v4",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  call: "M6 3l3 5-2 2c1 3 4 6 7 7l2-2 5 3c0 3-3 4-5 3C9 19 5 15 3 8c-1-2 0-5 3-5z",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  question: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17.5v.5",
  pencil: "M4 20l1-5L16 4l4 4L9 19z",
  minus: "M5 12h14",
  plus: "M5 12h14M12 5v14",
  download: "M12 4v11M7 11l5 5 5-5M4 20h16",
  upload: "M12 16V5M7 9l5-5 5 5M4 20h16",
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ is, name }: { is: IconName; name?: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" {...(name ? { role: "img", "aria-label": name } : { "aria-hidden": "true" })}>
      <path d={shapes[is]} />
    </svg>
  );
}

export function Mark() {
  return (
    <svg viewBox="0 0 38 24" aria-hidden="true">
      <path d="M2 21h16c9 0 10-8 17-17" />
    </svg>
  );
}
