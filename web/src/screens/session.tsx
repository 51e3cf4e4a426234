import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { isRefused, type Cue, type Now, type Session, type Side } from "../core/api";
import { core } from "../core/client";
import { isStill } from "../display";
import { Figure, useSmooth, useTurning, type Pose } from "../parts/figure";
import { Icon } from "../parts/icons";
import { Answers, Button, Choices, IconButton, Scale, Strip, Title } from "../parts/parts";
import { Sheet } from "../parts/sheet";
import { FaultScreen, Waiting } from "../parts/states";
import { Playing, beatMs } from "../session/playing";
import { changeDisplay, display, go, tell } from "../state";
import { text } from "../text";

/** The session that was just begun, handed over by the check before it. */
export const begun = signal<Session | null>(null);

function sideWord(side: Side): string {
  return side === "left" ? text.player.left : side === "right" ? text.player.right : text.player.both;
}

/** The colour of the ground is the state. */
function groundOf(now: Now): "hold" | "ready" | "rest" {
  if (now.state !== "running") {
    return "ready";
  }
  return now.phase === "hold" || now.phase === "repeat" ? "hold" : now.phase === "rest" ? "rest" : "ready";
}

function stateWord(now: Now): string {
  if (now.state === "paused") {
    return text.player.paused;
  }
  switch (now.phase) {
    case "move_to":
      return text.player.moveTo;
    case "prepare":
      return text.player.getReady;
    case "switch_sides":
      return text.player.switch;
    case "rest":
      return text.player.rest;
    case "repeat":
      return text.player.rep(now.rep, now.reps);
    default:
      return now.reps > 1 ? text.player.holdOf(now.rep, now.reps) : text.player.hold;
  }
}

/** Up to 99 seconds as seconds; above, minutes and seconds. */
function countText(seconds: number): string {
  const most = 99;
  return seconds <= most ? String(seconds) : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function partDone(now: Now, cue: Cue | undefined): number {
  return cue && cue.duration_ms > 0 ? Math.min(1, Math.max(0, (now.at_ms - cue.at_ms) / cue.duration_ms)) : 0;
}

export function SessionScreen({ what }: { what: string }) {
  const [playing, setPlaying] = useState<Playing | null>(null);
  const [fault, setFault] = useState("");
  useEffect(() => {
    let opened: Playing | undefined;
    let wanted = true;
    const open = async () => {
      let session = begun.value;
      begun.value = null;
      if (what === "resume" || !session) {
        const { view } = await core.ask({ do: "resume" });
        session = isRefused(view) ? null : view;
      }
      if (!session || !wanted) {
        go("today", { replace: true });
        return;
      }
      opened = new Playing(session);
      await opened.open();
      setPlaying(opened);
    };
    // Without a session of today there is nothing to go on with.
    open().catch((error: Error) => (what === "now" ? go("today", { replace: true }) : setFault(error.message)));
    return () => {
      wanted = false;
      opened?.close();
    };
  }, []);
  if (fault !== "") {
    return <FaultScreen fault={fault} />;
  }
  return playing ? <Player playing={playing} /> : <Waiting />;
}

function useKeys(playing: Playing, turn: () => void) {
  // Before the first paint: who sees the count may press a key.
  useLayoutEffect(() => {
    const take = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("dialog, input, [role=radio], [role=checkbox]");
      if (typing || playing.asking.value !== "nothing" || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const onButton = event.target instanceof HTMLButtonElement;
      const keys: Record<string, () => void> = {
        ArrowLeft: playing.back,
        ArrowRight: () => void playing.ask("skip"),
        ArrowDown: () => void playing.hurts(),
        h: () => void playing.hurts(),
        H: () => void playing.hurts(),
        t: turn,
        T: turn,
        Escape: () => void playing.ask("quit"),
        ...(onButton ? {} : { " ": () => playing.turnPause(), Enter: () => playing.turnPause() }),
      };
      const act = keys[event.key];
      if (act) {
        event.preventDefault();
        act();
      }
    };
    addEventListener("keydown", take);
    return () => removeEventListener("keydown", take);
  }, [playing]);
}

function Player({ playing }: { playing: Playing }) {
  const turning = useTurning();
  useKeys(playing, () => turning.turnBy(turnBy));
  const now = playing.now.value;
  const asking = playing.asking.value;
  if (playing.fault.value !== "") {
    return <FaultScreen fault={playing.fault.value} />;
  }
  if (!now) {
    return <Waiting />;
  }
  if (asking === "over") {
    go("today", { replace: true });
    return null;
  }
  if (asking === "pain" || asking === "pain_said") {
    return asking === "pain" ? <Pain playing={playing} /> : <PainSaid playing={playing} />;
  }
  if (asking === "end") {
    return <End playing={playing} />;
  }
  return (
    <main class="player-box" data-turn={display.value.turn}>
      <div class={`player ${groundOf(now)}`}>
        <Top playing={playing} now={now} />
        <Stage playing={playing} now={now} turning={turning} />
        <Ground playing={playing} now={now} />
      </div>
      {asking === "skip" ? <SkipSheet playing={playing} /> : null}
      {asking === "quit" ? <QuitSheet playing={playing} /> : null}
    </main>
  );
}

function Top({ playing, now }: { playing: Playing; now: Now }) {
  const { entries, total_s } = playing.session;
  const cues = playing.cues;
  const starts = entries.map((_, i) => cues.find((cue) => cue.entry === i)?.at_ms ?? 0);
  const parts = entries.map((_, i) => {
    const from = starts[i] ?? 0;
    const whole = (starts[i + 1] ?? total_s * 1000) - from;
    const part = Math.min(1, Math.max(0, (now.at_ms - from) / Math.max(1, whole)));
    return part > 0 && part < 1 ? { seconds: whole / 1000, done: false, part } : { seconds: whole / 1000, done: part >= 1 };
  });
  const at = Math.max(0, now.entry) + 1;
  return (
    <div class="player-top">
      <IconButton is="close" name={text.player.end} onPress={() => void playing.ask("quit")} />
      <Strip parts={parts} label={text.player.strip(at, entries.length)} />
      <span class="num player-of">{text.player.of(at, entries.length)}</span>
    </div>
  );
}

const turnBy = 45;

/** Between two beats of the session the figure goes on where it was going. */
function MovingFigure({ pose, name, still }: { pose: Pose & { at: number }; name: string; still: boolean }) {
  const at = useSmooth(pose.at, `${pose.id} ${pose.side}`, beatMs, still);
  return <Figure pose={{ ...pose, at }} name={name} />;
}

function Stage({ playing, now, turning }: { playing: Playing; now: Now; turning: ReturnType<typeof useTurning> }) {
  const entry = playing.session.entries[now.entry];
  const shown = playing.session.entries[now.figure.entry];
  const still = isStill(display.value);
  const { turn, drag } = turning;
  return (
    <div class="player-stage">
      <div class="player-head">
        <Title>{entry?.name ?? ""}</Title>
        {entry?.feel && now.phase !== "move_to" ? (
          <p class="player-feel">
            <i aria-hidden="true" />
            {text.player.feel} {entry.feel}
          </p>
        ) : null}
      </div>
      <div class="player-turn">
        <IconButton is="turn" name={text.player.turn} onPress={() => turning.turnBy(turnBy)} />
      </div>
      <div class="player-figure turnable" {...drag}>
        {shown ? (
          <MovingFigure
            pose={{ id: shown.id, side: now.figure.side, at: still ? (now.figure.at >= 500 ? 1000 : 0) : now.figure.at, arrow: false, ...(turn === 0 ? {} : { turn }) }}
            name={shown.name}
            still={still}
          />
        ) : null}
      </div>
    </div>
  );
}

/** The width of what grows linearly is set a tenth of a second ahead and moves there; a still page steps. */
function HoldLine({ part }: { part: number }) {
  return (
    <div class="hold-line" aria-hidden="true">
      <b style={{ transform: `scaleX(${part})` }} />
      <u />
    </div>
  );
}

function Ground({ playing, now }: { playing: Playing; now: Now }) {
  const cue = playing.cues[now.cue];
  const running = now.state === "running";
  const breath = display.value.pacer ? playing.breath.value : null;
  const next = playing.session.entries[now.next_entry];
  const caption = running ? playing.caption.value : playing.notice.value || text.player.takeTime;
  return (
    <div class="ground player-ground">
      <HoldLine part={partDone(now, cue)} />
      <div class="player-words">
        <p class="player-side">{now.phase === "rest" && running ? text.player.breathe : sideWord(now.side)}</p>
        <p class="player-state">{breath && running ? (breath.kind === "breathe_in" ? text.player.in : text.player.out) : stateWord(now)}</p>
      </div>
      <div class="player-row">
        <p class="player-count num" role="timer" aria-live="off" aria-label={text.player.seconds(now.phase_left_s)}>
          {countText(now.phase_left_s)}
        </p>
        {next ? (
          <div class="player-next">
            <Figure pose={{ id: next.id, at: 1000 }} />
            <p>{text.player.next(next.name)}</p>
          </div>
        ) : null}
      </div>
      <p class="player-caption" aria-live="polite">
        {caption}
      </p>
      <div class="player-act">
        <div class="player-controls">
          <button type="button" class="button" onClick={playing.back}>
            <Icon is="back" />
            <span>{text.player.back}</span>
          </button>
          <button type="button" class="button pause" onClick={() => playing.turnPause()}>
            <Icon is={running ? "pause" : "play"} />
            <span>{running ? text.player.pause : text.player.goOn}</span>
          </button>
          <button type="button" class="button" onClick={() => void playing.ask("skip")}>
            <Icon is="skip" />
            <span>{text.player.skip}</span>
          </button>
        </div>
        {now.state === "paused" ? (
          <div class="row player-extra">
            <button type="button" class="link" onClick={playing.extend}>
              {text.player.moreTime}
            </button>
            <button
              type="button"
              class="link"
              onClick={() => changeDisplay({ turn: ((display.value.turn + 90) % 360) as 0 | 90 | 180 | 270 })}
            >
              {text.player.turnScreen}
            </button>
          </div>
        ) : null}
        <button type="button" class="pain-button" onClick={() => void playing.hurts()}>
          <Icon is="hurt" />
          {text.player.hurts}
        </button>
      </div>
    </div>
  );
}

function SkipSheet({ playing }: { playing: Playing }) {
  return (
    <Sheet title={text.player.skipTitle} onClose={() => void playing.stay()}>
      <Button look="stop" wide icon="hurt" onPress={() => void playing.hurts()}>
        {text.player.skipPain}
      </Button>
      {(["cannot", "no_time", "other"] as const).map((reason) => (
        <Button key={reason} wide onPress={() => void playing.skip(reason)}>
          {text.player.skipWhy[reason]}
        </Button>
      ))}
      <Button wide onPress={() => void playing.stay()}>
        {text.cancel}
      </Button>
    </Sheet>
  );
}

function QuitSheet({ playing }: { playing: Playing }) {
  return (
    <Sheet title={text.player.quitTitle} onClose={() => void playing.stay()}>
      <p>{text.player.quitText}</p>
      <Button look="primary" wide onPress={() => void playing.stay()}>
        {text.player.quitNo}
      </Button>
      <Button wide onPress={() => void playing.quit()}>
        {text.player.quitDo}
      </Button>
    </Sheet>
  );
}

/** Signs that stop come first, then how much, then what it is like. Going on and ending are always in view. */
function Pain({ playing }: { playing: Playing }) {
  const { pain_words } = playing.session;
  const [signs, setSigns] = useState<string[]>([]);
  const [words, setWords] = useState<string[]>([]);
  const [pain, setPain] = useState<number | undefined>();
  const options = (stops: string) => pain_words.filter((word) => word.stops === stops).map(({ word }) => ({ id: word, text: word }));
  return (
    <main class="page pain">
      <div class="stop-head">
        <Title>{text.pain.title}</Title>
      </div>
      <div class="pad stack">
        <h2>{text.pain.signs}</h2>
        <Choices label={text.pain.signs} options={options("session")} values={signs} onChange={setSigns} />
        <h2>{text.pain.howMuch}</h2>
        <Scale label={text.pain.howMuch} value={pain} low={text.pain.low} high={text.pain.high} onChoose={setPain} />
        <h2>{text.pain.like}</h2>
        <Choices label={text.pain.like} options={options("entry")} values={words} onChange={setWords} />
      </div>
      <div class="pain-foot">
        <Button look="primary" disabled={pain === undefined} onPress={() => void playing.answerPain(pain ?? 0, [...signs, ...words])}>
          {pain === undefined ? text.pain.needNumber : text.pain.goOn}
        </Button>
        <Button onPress={() => void playing.leaveInPain()}>{text.pain.end}</Button>
      </div>
    </main>
  );
}

function PainSaid({ playing }: { playing: Playing }) {
  const { say, action } = playing.painSays.value;
  return (
    <main class={`page ground said ${action === "carry_on" ? "ready" : "rest"}`}>
      <div class="pad stack">
        <Title>{say[0] ?? ""}</Title>
        {say.slice(1).map((sentence) => (
          <p class="lead" key={sentence}>
            {sentence}
          </p>
        ))}
        <Button look="primary" wide onPress={() => void playing.actOnPain(action)}>
          {text.pain.then[action]}
        </Button>
        {action === "end_session" ? null : (
          <Button wide onPress={() => void playing.actOnPain("end_session")}>
            {text.pain.end}
          </Button>
        )}
      </div>
    </main>
  );
}

function End({ playing }: { playing: Playing }) {
  const [pain, setPain] = useState<number | undefined>();
  const [effort, setEffort] = useState<string | undefined>();
  const finish = async (withAnswers: boolean) => {
    const said = await playing.finish(
      withAnswers
        ? {
            ...(pain === undefined ? {} : { pain_after: pain }),
            ...(effort === undefined ? {} : { effort: effort as "too_easy" | "right" | "too_much" }),
          }
        : {},
    );
    if (said.length > 0) {
      tell(said.join(" "));
    }
  };
  return (
    <main class="page pad stack">
      <Title>{text.end.title}</Title>
      <p class="lead">{text.end.did(playing.done.value, playing.session.steps.length)}</p>
      <h2>{text.end.pain}</h2>
      <Scale label={text.end.pain} value={pain} low={text.check.low} high={text.check.high} onChoose={setPain} />
      <h2>{text.end.effort}</h2>
      <Answers
        label={text.end.effort}
        options={(["too_easy", "right", "too_much"] as const).map((id) => ({ id, text: text.end.efforts[id] }))}
        value={effort}
        slim
        onChoose={setEffort}
      />
      <Button look="primary" wide onPress={() => void finish(true)}>
        {text.end.save}
      </Button>
      <Button wide onPress={() => void finish(false)}>
        {text.end.without}
      </Button>
      <p class="small muted">{text.end.tomorrow}</p>
    </main>
  );
}
