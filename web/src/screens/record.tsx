import { useEffect, useRef, useState } from "preact/hooks";
import { core } from "../core/client";
import type { View } from "../core/api";
import type { Status } from "../core/messages";
import { change, useAsk } from "../asked";
import { Button, Fold, Sentences, Title } from "../parts/parts";
import { Missing } from "../parts/states";
import { saveFile } from "../files";
import { forgetPictures } from "../parts/figure";
import { Sheet } from "../parts/sheet";
import { go, revision, sync, tell } from "../state";
import { wordsOf } from "../synced";
import { text } from "../text";

const dayMs = 86_400_000;
const timeFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const dateFormat = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

function useStatus(): [Status | null, () => void] {
  const [status, setStatus] = useState<Status | null>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    core.status().then(setStatus, () => undefined);
  }, [count, revision.value, sync.value]);
  useEffect(() => core.onNews(() => setCount((before) => before + 1)), []);
  return [status, () => setCount((before) => before + 1)];
}

function Backup() {
  const [status, look] = useStatus();
  const file = useRef<HTMLInputElement>(null);
  const save = async () => {
    saveFile(text.record.file, "application/x-ndjson", await core.export());
    // A full disk does not remember when; the file is there.
    await core.backedUp(Date.now()).catch(() => undefined);
    await navigator.storage?.persist?.();
    look();
  };
  const read = async (chosen: File) => {
    try {
      const { added, already } = await core.import(await chosen.text());
      forgetPictures();
      revision.value += 1;
      tell(text.record.imported(added, already));
    } catch (fault) {
      tell(text.record.notImported((fault as Error).message));
    }
  };
  if (!status) {
    return null;
  }
  const age = status.backup_ms === null ? text.record.never : text.record.age(Math.floor((Date.now() - status.backup_ms) / dayMs));
  const usual: Record<string, string> = { synced: text.record.synced, alone: text.record.alone, offline: text.record.offline };
  const server = wordsOf(sync.value) || usual[sync.value.state];
  return (
    <section class="banner plain">
      <div class="stack-s">
        <h2>{text.record.backup}</h2>
        <p>{age}</p>
        <p>{status.persisted ? text.record.persisted : text.record.notPersisted}</p>
        <p>
          {server} {sync.value.state !== "alone" && status.unsent > 0 ? text.record.unsent(status.unsent) : ""}
        </p>
        {status.strange > 0 ? <p>{text.strange.text(status.strange)}</p> : null}
        <div class="row">
          <Button icon="download" onPress={() => void save()}>
            {text.record.export}
          </Button>
          <Button icon="upload" onPress={() => file.current?.click()}>
            {text.record.import}
          </Button>
          <input
            ref={file}
            type="file"
            class="unseen"
            tabIndex={-1}
            aria-label={text.record.import}
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (chosen) {
                void read(chosen);
              }
            }}
          />
        </div>
      </div>
    </section>
  );
}

function Erase({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState("");
  const erase = async () => {
    try {
      await core.erase();
    } catch (why) {
      setFault(text.record.notErased((why as Error).message));
      return;
    }
    localStorage.clear();
    sessionStorage.clear();
    onClose();
    tell(text.record.erased);
    forgetPictures();
    revision.value += 1;
    go("");
  };
  return (
    <Sheet title={text.record.erase} onClose={onClose}>
      <p>{text.record.eraseText}</p>
      <label class="stack-s">
        <span>{text.record.eraseType}</span>
        <input class="field" autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
      </label>
      <p role="alert">{fault}</p>
      <Button wide disabled={typed.trim().toLowerCase() !== text.record.eraseWord} onPress={() => void erase()}>
        {text.record.erase}
      </Button>
    </Sheet>
  );
}

function TakeBack({ event, what, onClose }: { event: string; what: string; onClose: () => void }) {
  const takeBack = async () => {
    try {
      const view = await change({ do: "correct", event });
      tell(("say" in view ? view.say : view.refused.say).join(" "));
    } catch (fault) {
      tell((fault as Error).message);
    }
    onClose();
  };
  return (
    <Sheet title={text.record.takeBack} onClose={onClose}>
      <p>
        <strong>{what}</strong>
      </p>
      <p>{text.record.takeBackText}</p>
      <Button look="primary" wide onPress={() => void takeBack()}>
        {text.record.takeBack}
      </Button>
      <Button wide onPress={onClose}>
        {text.cancel}
      </Button>
    </Sheet>
  );
}

function Tables({ onClose }: { onClose: () => void }) {
  const asked = useAsk({ do: "tables" });
  return (
    <Sheet title={text.record.tables} onClose={onClose}>
      <p>{text.record.tablesText}</p>
      {asked.state === "there" ? (
        <ul>
          {asked.view.tables.map(({ name, rows, csv }) => (
            <li class="set" key={name}>
              <button type="button" class="link" onClick={() => saveFile(text.record.tableFile(name), "text/csv", csv)}>
                {text.record.table(name, rows)}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </Sheet>
  );
}

/** Kinds that follow from others, or are corrections themselves. */
const fixed = ["plan_adopted", "plan_adapted", "event_corrected", "clock_corrected"];

type Written = View<"record">["events"][number];

/** Holds that follow each other are one row, or a session would fill the page. */
function rowsOf(list: Written[]): Written[][] {
  const rows: Written[][] = [];
  for (const event of list) {
    const last = rows.at(-1);
    if (last && event.kind === "step_done" && last[0]?.kind === "step_done") {
      last.push(event);
    } else {
      rows.push([event]);
    }
  }
  return rows;
}

function Row({ of, onTake }: { of: Written[]; onTake: (event: Written) => void }) {
  const few = 2;
  const rows = of.map((event) => (
    <div class="set" key={event.id}>
      <span>
        <span class="num muted">{timeFormat.format(new Date(event.at))}</span> {event.what}
      </span>
      {fixed.includes(event.kind) ? null : (
        <button type="button" class="link" aria-label={`${text.record.takeBack}: ${event.what}`} onClick={() => onTake(event)}>
          {text.record.takeBack}
        </button>
      )}
    </div>
  ));
  return <li>{of.length > few ? <Fold title={text.record.held(of.length)}>{rows}</Fold> : rows}</li>;
}

export function RecordScreen() {
  const asked = useAsk({ do: "record" });
  const [erasing, setErasing] = useState(false);
  const [tabling, setTabling] = useState(false);
  const [taking, setTaking] = useState<{ id: string; what: string } | null>(null);
  const check = async () => {
    const view = await core.ask({ do: "replay" });
    tell("say" in view.view ? view.view.say.join(" ") : "");
  };
  if (asked.state === "waiting") {
    return <Missing asked={asked} title={text.record.title} />;
  }
  const { events, faults } = asked.state === "there" ? asked.view : { events: [], faults: [] };
  const days = new Map<string, typeof events>();
  for (const event of events.toReversed()) {
    const day = event.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return (
    <div class="pad split record">
      <Title>{text.record.title}</Title>
      <Backup />
      <div class="stack">
        {faults.length > 0 ? <Sentences of={[text.record.faults(faults.length), ...faults.map((fault) => fault.what)]} /> : null}
        {asked.state === "there" && events.length === 0 ? <p>{text.record.empty}</p> : null}
        {asked.state === "fault" ? <p role="alert">{asked.fault}</p> : null}
        {[...days].map(([day, list]) => (
          <section key={day}>
            <h2>{dateFormat.format(new Date(`${day}T12:00:00`))}</h2>
            <ul>
              {rowsOf(list).map((row) => (
                <Row key={row[0]?.id} of={row} onTake={setTaking} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div class="acts">
        <Button icon="download" onPress={() => setTabling(true)}>
          {text.record.tables}
        </Button>
        <Button icon="pencil" onPress={() => go("paper")}>
          {text.record.fromPaper}
        </Button>
        <Button onPress={() => void check()}>{text.record.check}</Button>
        <Button onPress={() => setErasing(true)}>{text.record.erase}</Button>
      </div>
      {tabling ? <Tables onClose={() => setTabling(false)} /> : null}
      {erasing ? <Erase onClose={() => setErasing(false)} /> : null}
      {taking ? <TakeBack event={taking.id} what={taking.what} onClose={() => setTaking(null)} /> : null}
    </div>
  );
}
