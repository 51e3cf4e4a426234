/** What stands where a view will be, or cannot be. */
import { useEffect, useState } from "preact/hooks";
import { type Asked, change } from "../asked";
import { core } from "../core/client";
import { tell } from "../state";
import { text } from "../text";
import { Button, Sentences, Title } from "./parts";

/** Entries that lie ahead of the clock: only the person knows whether it is wrong, or was. */
function Redate() {
  const [say, setSay] = useState<string[]>([]);
  const [fault, setFault] = useState("");
  useEffect(() => {
    void core.peek({ do: "redate" }).then(
      ({ view }) => setSay(view.entries > 0 ? view.say : []),
      () => undefined,
    );
  }, []);
  if (say.length === 0) {
    return null;
  }
  const move = async () => {
    try {
      tell((await change({ do: "redate", confirm: true })).say.join(" "));
    } catch (why) {
      setFault((why as Error).message);
    }
  };
  return (
    <section class="banner plain">
      <div class="stack-s">
        <Sentences of={say} />
        <p role="alert">{fault}</p>
        <Button wide onPress={() => void move()}>
          {text.fault.redate}
        </Button>
      </div>
    </section>
  );
}

export function FaultScreen({ fault }: { fault: string }) {
  return (
    <div class="pad stack">
      <Title>{text.fault.title}</Title>
      <p>{fault}</p>
      <p>{text.fault.kept}</p>
      <Redate />
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
