import { useRef, useState } from "preact/hooks";
import { useAsk } from "../asked";
import { Figure } from "../parts/figure";
import { Button, Sentences, Title } from "../parts/parts";
import { go } from "../state";
import { text } from "../text";
import { doseWords } from "./plan";
import { dayName } from "./today";

/** What the square of a photograph holds. The reader comes with the first photograph. */
async function squareOf(file: File): Promise<string> {
  const { decodeQR } = await import("qr/decode.js");
  const picture = await createImageBitmap(file);
  const most = 1600;
  const scale = Math.min(1, most / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) {
    throw new Error(text.sheet.noSquare);
  }
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  try {
    return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    throw new Error(text.sheet.noSquare);
  }
}

function PlanOfSheet({ code }: { code: string }) {
  const asked = useAsk({ do: "sheet", code });
  if (asked.state === "waiting") {
    return null;
  }
  if (asked.state === "fault") {
    return <p role="alert">{asked.fault.replace(/^request\.code: /, "")}</p>;
  }
  if (asked.state === "refused") {
    return <Sentences of={asked.view.refused.say} />;
  }
  const { view } = asked;
  return (
    <section class="stack">
      <h2>{text.plan.level(view.week, view.level)}</h2>
      <Sentences of={view.say} />
      {view.slots.map((slot) => (
        <section key={slot.slot + slot.variant}>
          <h3>
            {slot.name} {slot.variant}
          </h3>
          <p class="muted">{[slot.days.map(dayName).join(", "), text.plan.timesPerDay(slot.times_per_day)].filter(Boolean).join(" · ")}</p>
          {slot.entries.map((entry) => (
            <a class="listing" href={`#/library/${entry.id}`} key={entry.id}>
              <Figure pose={{ id: entry.id, at: 1000 }} />
              <div class="stack-s">
                <h4>{entry.name}</h4>
                <p class="muted">{doseWords(entry)}</p>
              </div>
            </a>
          ))}
        </section>
      ))}
    </section>
  );
}

/** Reads what a printed sheet holds in its square: a photograph of it, or its text. Nothing is sent, nothing is stored. */
export function SheetScreen({ code }: { code: string }) {
  const [typed, setTyped] = useState(code);
  const [fault, setFault] = useState("");
  const file = useRef<HTMLInputElement>(null);
  const read = async (chosen: File) => {
    try {
      setFault("");
      const found = await squareOf(chosen);
      setTyped(found);
      go(`sheet/${encodeURIComponent(found)}`, { replace: true });
    } catch (why) {
      setFault(why instanceof Error && why.message === text.sheet.noSquare ? why.message : text.sheet.noPicture);
    }
  };
  return (
    <div class="pad stack">
      <a class="link" href="#/library">
        {text.back}
      </a>
      <Title>{text.sheet.title}</Title>
      <p>{text.sheet.how}</p>
      <Button icon="upload" onPress={() => file.current?.click()}>
        {text.sheet.photo}
      </Button>
      <input
        ref={file}
        type="file"
        accept="image/*"
        capture="environment"
        class="unseen"
        tabIndex={-1}
        aria-label={text.sheet.photo}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (chosen) {
            void read(chosen);
          }
        }}
      />
      {fault ? <p role="alert">{fault}</p> : null}
      <label class="stack-s">
        <span>{text.sheet.text}</span>
        <textarea class="field" rows={3} autocomplete="off" spellcheck={false} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      </label>
      <Button look="primary" disabled={typed.trim() === ""} onPress={() => go(`sheet/${encodeURIComponent(typed.trim())}`, { replace: true })}>
        {text.sheet.show}
      </Button>
      {code ? <PlanOfSheet code={code} key={code} /> : null}
    </div>
  );
}
