import { change, useAsk } from "../asked";
import { nextBreak, switchOnBreaks } from "../breaks";
import { Icon } from "../parts/icons";
import { Segments, Title } from "../parts/parts";
import { forgetPictures } from "../parts/figure";
import { Sound } from "../session/sound";
import { changeDisplay, display, sync, tell } from "../state";
import type { Display } from "../display";
import { text } from "../text";
import { newerVersion } from "../update";

function options<T extends string>(names: Partial<Record<T, string>>): { id: T; text: string }[] {
  return (Object.keys(names) as T[]).map((id) => ({ id, text: names[id] ?? "" }));
}

function Row<T extends string>({ name, note, of, value, onChoose }: { name: string; note?: string; of: Partial<Record<T, string>>; value: T; onChoose: (id: T) => void }) {
  return (
    <div class="set">
      <span>{name}</span>
      <Segments label={name} options={options(of)} value={value} onChoose={onChoose} />
      {note ? <span class="small muted">{note}</span> : null}
    </div>
  );
}

const { device: _, ...withoutDevice } = text.settings.sounds;
const onOff = { on: text.settings.on, off: text.settings.off };

const timeFormat = new Intl.DateTimeFormat("en-GB", { weekday: "short", hour: "2-digit", minute: "2-digit" });
const intervalsMin = [20, 30, 45, 60, 90];

function Breaks() {
  const shown = display.value;
  const asked = useAsk({ do: "next_break", since_ms: 0, interval_min: shown.breakEvery });
  if (asked.state !== "there") {
    return null;
  }
  const [least = 0, most = 0] = asked.view.range_min;
  const intervals = Object.fromEntries(intervalsMin.filter((n) => n >= least && n <= most).map((n) => [String(n), String(n)]));
  const at = nextBreak.value;
  return (
    <>
      <h2>{text.breaks.title}</h2>
      <Row
        name={text.breaks.timer}
        of={onOff}
        note={asked.view.planned ? text.breaks.help : text.breaks.none}
        value={shown.breaks ? "on" : "off"}
        onChoose={(id) => {
          changeDisplay({ breaks: id === "on" });
          if (id === "on") {
            switchOnBreaks();
          }
        }}
      />
      {shown.breaks && asked.view.planned ? (
        <>
          <Row name={text.breaks.every} of={intervals} note={text.breaks.minutes(shown.breakEvery)} value={String(shown.breakEvery)} onChoose={(id) => changeDisplay({ breakEvery: Number(id) })} />
          <p class="small muted">{at === null ? text.breaks.nothing : text.breaks.next(timeFormat.format(new Date(at)))}</p>
        </>
      ) : null}
    </>
  );
}

export function Settings() {
  const shown = display.value;
  const prefer = async (value: "criteria" | "article") => {
    try {
      const view = await change({ do: "prefer", name: "calendar", value });
      tell(view.say.join(" "));
    } catch (fault) {
      tell((fault as Error).message);
    }
  };
  return (
    <div class="pad stack columns">
      <Title>{text.settings.title}</Title>
      <h2>{text.settings.look}</h2>
      <Row<Display["theme"]>
        name={text.settings.theme}
        of={text.settings.themes}
        value={shown.theme}
        onChoose={(theme) => {
          changeDisplay({ theme });
          forgetPictures();
        }}
      />
      <Row<Display["text"]>
        name={text.settings.textSize}
        of={{ "100": "100 %", "125": "125 %", "150": "150 %", "200": "200 %" }}
        value={shown.text}
        onChoose={(size) => changeDisplay({ text: size })}
      />
      <Row<Display["motion"]> name={text.settings.motion} of={text.settings.motions} value={shown.motion} onChoose={(motion) => changeDisplay({ motion })} />
      <h2>{text.settings.session}</h2>
      <Row<Display["sound"]>
        name={text.settings.sound}
        of={Sound.hasVoice() ? text.settings.sounds : withoutDevice}
        note={text.settings.soundNote}
        value={shown.sound}
        onChoose={(sound) => changeDisplay({ sound })}
      />
      <Row name={text.settings.vibration} of={onOff} value={shown.vibration ? "on" : "off"} onChoose={(id) => changeDisplay({ vibration: id === "on" })} />
      <Row name={text.settings.pacer} of={onOff} value={shown.pacer ? "on" : "off"} onChoose={(id) => changeDisplay({ pacer: id === "on" })} />
      <Breaks />
      <div class="set">
        <span>{text.settings.calendar}</span>
        <span class="row">
          {options(text.settings.calendars).map(({ id, text: name }) => (
            <button type="button" class="chip" key={id} onClick={() => void prefer(id as "criteria" | "article")}>
              {name}
            </button>
          ))}
        </span>
      </div>
      <a class="set more-link" href="#/about">
        {text.settings.about}
        <Icon is="right" />
      </a>
      <a class="set more-link" href="#/questions/again">
        {text.settings.safety}
        <Icon is="right" />
      </a>
      {sync.value.state === "offline" ? null : (
        <a class="set more-link" href="./help">
          {text.settings.guide}
          <Icon is="right" />
        </a>
      )}
      {newerVersion.value ? (
        <p class="set">
          {text.update.text}
          <button type="button" class="link" onClick={newerVersion.value}>
            {text.update.do}
          </button>
        </p>
      ) : null}
      <p class="small muted">{text.welcome.intended}</p>
    </div>
  );
}
