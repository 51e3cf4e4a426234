import { useState } from "preact/hooks";
import type { Disposition, Refused } from "../core/api";
import { change } from "../asked";
import { Icon } from "../parts/icons";
import { Answers, Button, Fold, Sentences, Title } from "../parts/parts";
import { Sheet } from "../parts/sheet";
import { warningSigns } from "../session/playing";
import { go } from "../state";
import { text } from "../text";

const urgent = 4;
const clinicianFirst = 3;

/** The programme is closed. Codes 4 and 5: one thing to do. Code 3: see a clinician first. Else: questions are due. */
function Stop({ disposition, told }: { disposition: Disposition; told: string[] }) {
  const [clearing, setClearing] = useState(false);
  const isStop = disposition.code >= urgent;
  const isFirst = disposition.code === clinicianFirst;
  const [first] = disposition.numbers ?? [];
  const number = disposition.code > urgent ? first?.number : first?.same_day;
  return (
    <main class="page">
      {isStop ? (
        <div class="stop-head stack">
          <Title>{disposition.title}</Title>
          <Sentences of={disposition.now.slice(0, 1)} lead />
        </div>
      ) : (
        <div class={isFirst ? "first-head" : ""} />
      )}
      <div class="pad stack">
        {isStop ? null : <Title>{disposition.title}</Title>}
        {isStop && number ? (
          <a class="button stop wide" href={`tel:${number.replace(/[^+\d]/g, "")}`}>
            <Icon is="call" />
            {text.stop.call(number)} ({first?.region})
          </a>
        ) : null}
        <Sentences of={isStop ? disposition.now.slice(1) : disposition.now} />
        {disposition.numbers && disposition.numbers.length > 1 ? (
          <Fold title={text.stop.numbers} icon="call">
            <table>
              <tbody>
                {disposition.numbers.map((row) => (
                  <tr key={row.region}>
                    <th scope="row">{row.region}</th>
                    <td>{row.number}</td>
                    <td>{row.same_day}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Fold>
        ) : null}
        {told.length > 0 ? (
          <div class={isStop ? "why halt stack-s" : "why easy stack-s"}>
            <h2>{isStop ? text.stop.tell : text.stop.led}</h2>
            <Sentences of={told} />
          </div>
        ) : null}
        {warningSigns.value.length > 0 ? (
          <div class="why halt stack-s">
            <h2>{text.stop.signs}</h2>
            <ul class="stack-s">
              {warningSigns.value.map((sign) => (
                <li key={sign}>{sign}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {disposition.unlock ? (
          <>
            <h2>{text.stop.unlock}</h2>
            <p>{disposition.unlock}</p>
          </>
        ) : null}
        <div class="acts">
          {isFirst ? <Button onPress={() => setClearing(true)}>{text.stop.cleared}</Button> : null}
          <Button look={isStop || isFirst ? "quiet" : "primary"} onPress={() => go("questions/again")}>
            {text.questions.again}
          </Button>
          {isStop || isFirst ? (
            <Button icon="print" onPress={() => print()}>
              {text.stop.print}
            </Button>
          ) : null}
        </div>
        <p class="small muted">{text.stop.stays}</p>
        <a class="link" href="#/record">
          {text.stop.record}
        </a>
      </div>
      {clearing ? <Clear onClose={() => setClearing(false)} /> : null}
    </main>
  );
}

export function Locked({ refused }: { refused: Refused }) {
  const disposition = refused.disposition;
  if (!disposition) {
    return (
      <main class="page pad stack">
        <Title>{text.nav.today}</Title>
        <Sentences of={refused.refused.say} />
      </main>
    );
  }
  const isDue = ["incomplete", "due"].includes(disposition.why_locked);
  return <Stop disposition={isDue ? { ...disposition, now: refused.refused.say } : disposition} told={isDue ? [] : disposition.because} />;
}

function Clear({ onClose }: { onClose: () => void }) {
  const [who, setWho] = useState("");
  const [date, setDate] = useState(new Date().toLocaleDateString("sv-SE"));
  const [said, setSaid] = useState<string | undefined>();
  const [fault, setFault] = useState("");
  const save = async () => {
    if (who.trim() === "" || said !== "yes") {
      setFault(text.stop.clearedNeeded);
      return;
    }
    try {
      await change({ do: "clear", who, date, told_can_exercise: true });
      onClose();
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <Sheet title={text.stop.cleared} onClose={onClose}>
      <label class="stack-s">
        <span>{text.stop.clearedWho}</span>
        <input class="field" value={who} onInput={(event) => setWho(event.currentTarget.value)} />
      </label>
      <label class="stack-s">
        <span>{text.stop.clearedWhen}</span>
        <input class="field" type="date" value={date} onInput={(event) => setDate(event.currentTarget.value)} />
      </label>
      <Answers label={text.stop.clearedSaid} options={[{ id: "yes", text: text.stop.clearedSaid }]} value={said} slim onChoose={setSaid} />
      <p role="alert">{fault}</p>
      <Button look="primary" wide onPress={() => void save()}>
        {text.save}
      </Button>
    </Sheet>
  );
}
