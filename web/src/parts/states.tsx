/** What stands where a view will be, or cannot be. */
import { useEffect, useState } from "preact/hooks";
import { type Asked, change } from "../asked";
import { core } from "../core/client";
import { tell } from "../state";
import { text } from "../text";
import { Button, Sentences, Title } from "./parts";

/** What the core says of entries that lie ahead of the clock; nothing if there are none. */
function useAhead(): string[] {
  const [say, setSay] = useState<string[]>([]);
  useEffect(() => {
    void core.peek({ do: "redate" }).then(
      ({ view }) => setSay(view.entries > 0 ? view.say : []),
      () => undefined,
    );
  }, []);
  return say;
}

/** Only the person knows whether the clock is wrong, or was. */
function WrongClock({ say }: { say: string[] }) {
  const [fault, setFault] = useState("");
  const move = async () => {
    try {
      tell((await change({ do: "redate", confirm: true })).say.join(" "));
    } catch (why) {
      setFault((why as Error).message);
    }
  };
  return (
    <>
      <Sentences of={say} />
      <p role="alert">{fault}</p>
      <Button wide onPress={() => void move()}>
        {text.fault.redate}
      </Button>
    </>
  );
}

export function FaultScreen({ fault }: { fault: string }) {
  const ahead = useAhead();
  return (
    <div class="pad stack">
      <Title>{ahead.length > 0 ? text.fault.clock : text.fault.title}</Title>
      {ahead.length > 0 ? <WrongClock say={ahead} /> : <p>{fault}</p>}
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
