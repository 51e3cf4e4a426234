import { useState } from "preact/hooks";
import { isRefused, type Answers as Given, type CheckItem, type Slot } from "../core/api";
import { change, useAsk } from "../asked";
import { Answers, Button, Scale } from "../parts/parts";
import { Sheet } from "../parts/sheet";
import { go, tell } from "../state";
import { track } from "../session/track";
import { text } from "../text";
import { begun } from "./session";

/** A session of the plan, or one of stretches that were chosen. */
export type Wanted = Pick<Slot, "slot" | "variant"> | { slot: "free"; stretches: string[] };

/** The four items before each session. Nothing is chosen beforehand; three taps if nothing is new. */
export function Check({ slot, short, onClose }: { slot: Wanted; short: boolean; onClose: () => void }) {
  const asked = useAsk({ do: "checks" });
  const [any, setAny] = useState<string | undefined>();
  const [each, setEach] = useState<Given>({});
  const [pain, setPain] = useState<number | undefined>();
  if (asked.state !== "there") {
    return null;
  }
  const items = asked.view.checks.filter((item) => item.type !== "number");
  const scale = asked.view.checks.find((item) => item.type === "number");
  const given: Given = any === "none" ? Object.fromEntries(items.map((item) => [item.id, "no"])) : each;
  const complete = scale !== undefined && pain !== undefined && items.every((item) => item.id in given);

  const start = async () => {
    if (!complete) {
      return;
    }
    track.unlock();
    const request = { do: "start", slot: slot.slot, answers: { ...given, [scale.id]: pain } } as const;
    try {
      const view = await change({
        ...request,
        ...(slot.slot === "free" ? { entries: slot.stretches } : slot.variant ? { variant: slot.variant } : {}),
        ...(short ? { short } : {}),
      });
      onClose();
      if (isRefused(view)) {
        if (!view.disposition) {
          tell(view.refused.say.join(" "));
        }
        go("today");
      } else {
        begun.value = view;
        go("session/now");
      }
    } catch (fault) {
      tell((fault as Error).message);
    }
  };

  const item = (one: CheckItem) => (
    <section class="stack-s" key={one.id}>
      <h3>{one.ask}</h3>
      <Answers label={one.ask} options={one.answers ?? []} value={each[one.id] as string | undefined} slim onChoose={(id) => setEach({ ...each, [one.id]: id })} />
    </section>
  );
  return (
    <Sheet title={text.check.title} onClose={onClose}>
      <h3>{text.check.anyNew}</h3>
      <ul class="why easy stack-s">
        {items.map((one) => (
          <li key={one.id}>{one.ask}</li>
        ))}
      </ul>
      <Answers
        label={text.check.anyNew}
        options={[
          { id: "none", text: text.check.none },
          { id: "some", text: text.check.some },
        ]}
        value={any}
        onChoose={setAny}
      />
      {any === "some" ? (
        <>
          <p>{text.check.each}</p>
          {items.map(item)}
        </>
      ) : null}
      <h3>{scale?.ask ?? text.check.pain}</h3>
      <Scale label={scale?.ask ?? text.check.pain} value={pain} low={text.check.low} high={text.check.high} onChoose={setPain} />
      <Button look="primary" wide disabled={!complete} onPress={() => void start()}>
        {complete ? text.check.start : text.check.both}
      </Button>
    </Sheet>
  );
}
