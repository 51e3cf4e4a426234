/** What stands where a view will be, or cannot be. */
import { useEffect, useState } from "preact/hooks";
import type { Asked } from "../asked";
import { text } from "../text";
import { Button, Sentences, Title } from "./parts";

export function FaultScreen({ fault }: { fault: string }) {
  return (
    <div class="pad stack">
      <Title>{text.fault.title}</Title>
      <p>{fault}</p>
      <p>{text.fault.kept}</p>
      <Button onPress={() => location.reload()}>{text.fault.again}</Button>
      <a class="link" href="#/record">
        {text.stop.record}
      </a>
    </div>
  );
}

/** Shown only if it takes long enough to be noticed. */
export function Waiting() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const noticeableMs = 400;
    const timer = setTimeout(() => setLate(true), noticeableMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="pad" aria-busy="true">
      {late ? <Sentences of={[text.loading]} /> : null}
    </div>
  );
}

/** In the place of a view that is not there. @param title  of the screen, for a refusal */
export function Missing({ asked, title }: { asked: Exclude<Asked<unknown>, { state: "there" }>; title: string }) {
  switch (asked.state) {
    case "fault":
      return <FaultScreen fault={asked.fault} />;
    case "waiting":
      return <Waiting />;
    case "refused":
      return (
        <div class="pad stack">
          <Title>{title}</Title>
          <Sentences of={asked.view.refused.say} />
        </div>
      );
  }
}
