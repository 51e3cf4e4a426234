import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { text } from "../text";
import { Icon, type IconName } from "./icons";

/** The h1 of a screen: it gets the focus as the screen comes, before any key can, so that a screen reader begins there. */
export function Title({ children, unseen = false }: { children: ComponentChildren; unseen?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} class={unseen ? "unseen" : undefined}>
      {children}
    </h1>
  );
}

export function Button({
  children,
  look = "quiet",
  wide = false,
  icon,
  name,
  disabled = false,
  onPress,
}: {
  children: ComponentChildren;
  look?: "primary" | "quiet" | "ease" | "stop";
  wide?: boolean;
  icon?: IconName;
  /** Read out instead of what it shows, and beginning with that. */
  name?: string;
  disabled?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={name}
      class={`button ${look}${wide ? " wide" : ""}`}
      aria-disabled={disabled ? "true" : undefined}
      onClick={() => {
        if (!disabled) {
          onPress();
        }
      }}
    >
      {icon ? <Icon is={icon} /> : null}
      {children}
    </button>
  );
}

export function IconButton({ is, name, onPress }: { is: IconName; name: string; onPress: () => void }) {
  return (
    <button type="button" class="button bare" aria-label={name} onClick={onPress}>
      <Icon is={is} />
    </button>
  );
}

export interface Option {
  id: string;
  text: string;
  note?: string;
}

/** Arrow keys walk through a group of answers, as in every form. */
export function walk(event: KeyboardEvent) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step === undefined || !(event.currentTarget instanceof HTMLElement)) {
    return;
  }
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio],[role=checkbox]")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (at >= 0) {
    event.preventDefault();
    items[(at + step + items.length) % items.length]?.focus();
  }
}

/** One answer of several. Nothing is chosen beforehand. */
export function Answers({
  label,
  options,
  value,
  slim = false,
  onChoose,
}: {
  label: string;
  options: Option[];
  value: string | undefined;
  slim?: boolean;
  onChoose: (id: string) => void;
}) {
  const first = options.some((option) => option.id === value) ? value : options[0]?.id;
  return (
    <div class="answers" role="radiogroup" aria-label={label} onKeyDown={walk}>
      {options.map((option) => (
        <button
          type="button"
          key={option.id}
          class={slim ? "answer slim" : "answer"}
          role="radio"
          aria-checked={option.id === value ? "true" : "false"}
          tabIndex={option.id === first ? 0 : -1}
          onClick={() => onChoose(option.id)}
        >
          <span class="box">
            <Icon is="check" />
          </span>
          <span>
            {option.text}
            {option.note ? <small class="small muted"> {option.note}</small> : null}
          </span>
        </button>
      ))}
    </div>
  );
}

/** Any number of answers. */
export function Choices({
  label,
  options,
  values,
  onChange,
}: {
  label: string;
  options: Option[];
  values: string[];
  onChange: (values: string[]) => void;
}) {
  return (
    <div class="answers" role="group" aria-label={label} onKeyDown={walk}>
      {options.map((option) => {
        const chosen = values.includes(option.id);
        return (
          <button
            type="button"
            key={option.id}
            class="answer slim"
            role="checkbox"
            aria-checked={chosen ? "true" : "false"}
            onClick={() => onChange(chosen ? values.filter((id) => id !== option.id) : [...values, option.id])}
          >
            <span class="box square">
              <Icon is="check" />
            </span>
            {option.text}
          </button>
        );
      })}
    </div>
  );
}

/** 0 to 10, or from `min` to `max`, all alike: no faces, no green to red. */
export function Scale({
  label,
  value,
  min = 0,
  max = 10,
  low,
  high,
  onChoose,
}: {
  label: string;
  value: number | undefined;
  min?: number;
  max?: number;
  low: string;
  high: string;
  onChoose: (value: number) => void;
}) {
  const ends = useId();
  const current = value ?? min;
  return (
    <div>
      <div class="scale" role="radiogroup" aria-label={label} aria-describedby={ends} onKeyDown={walk}>
        {Array.from({ length: max - min + 1 }, (_, i) => min + i).map((one) => (
          <button
            type="button"
            key={one}
            role="radio"
            aria-checked={one === value ? "true" : "false"}
            tabIndex={one === current ? 0 : -1}
            onClick={() => onChoose(one)}
          >
            {one}
          </button>
        ))}
      </div>
      <div class="scale-ends small muted" id={ends}>
        <span>
          {min} {low}
        </span>
        <span>
          {max} {high}
        </span>
      </div>
    </div>
  );
}

/** Two to five settings, one of them on. */
export function Segments<T extends string>({
  label,
  options,
  value,
  onChoose,
}: {
  label: string;
  options: { id: T; text: string }[];
  value: T;
  onChoose: (id: T) => void;
}) {
  return (
    <div class="segments" role="radiogroup" aria-label={label} onKeyDown={walk}>
      {options.map((option) => (
        <button
          type="button"
          key={option.id}
          role="radio"
          aria-checked={option.id === value ? "true" : "false"}
          tabIndex={option.id === value ? 0 : -1}
          onClick={() => onChoose(option.id)}
        >
          {option.text}
        </button>
      ))}
    </div>
  );
}

export function Numbers({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const step = (by: number) => onChange(Math.min(max, Math.max(min, value + by)));
  return (
    <div class="row" role="group" aria-label={label}>
      <IconButton is="minus" name={text.less} onPress={() => step(-1)} />
      <input
        class="field short num"
        type="number"
        inputMode="numeric"
        aria-label={label}
        min={min}
        max={max}
        value={value}
        onChange={(event) => {
          const wanted = Math.round(Number(event.currentTarget.value));
          onChange(Number.isFinite(wanted) ? Math.min(max, Math.max(min, wanted)) : value);
        }}
      />
      <IconButton is="plus" name={text.more} onPress={() => step(1)} />
    </div>
  );
}

/**
 * A time of day. A browser needs longer for its clock field than for all the rest of a page, a twentieth of a second on a slow
 * phone: it comes when the page has been painted.
 */
export function TimeOfDay({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [painted, setPainted] = useState(false);
  useEffect(() => setPainted(true), []);
  const field = { class: "field short", "aria-label": label, value };
  return painted ? (
    <input {...field} type="time" onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <input {...field} type="text" readOnly />
  );
}

/** Something closed until it is wanted. */
export function Fold({ title, icon, children }: { title: string; icon?: IconName; children: ComponentChildren }) {
  return (
    <details>
      <summary>
        {icon ? <Icon is={icon} /> : null}
        {title}
        <span class="turns">
          <Icon is="down" />
        </span>
      </summary>
      <div class="stack-s">{children}</div>
    </details>
  );
}

/** Segments as long as the time they stand for. */
export function Strip({ parts, label }: { parts: { seconds: number; done: boolean; part?: number }[]; label: string }) {
  return (
    <div class="strip" role="img" aria-label={label}>
      {parts.map((part, i) => (
        <i
          key={i}
          class={part.done ? "done" : part.part !== undefined ? "now" : undefined}
          style={{ flexGrow: Math.max(1, part.seconds), ...(part.part === undefined ? {} : { "--p": `${part.part * 100}%` }) }}
        />
      ))}
    </div>
  );
}

/** Sources and conventions behind a statement. */
export function Basis({ of }: { of: { sources: string[]; convention: string } }) {
  return (
    <div class="small muted stack-s">
      {of.sources.map((source) => (
        <p key={source}>{source}</p>
      ))}
      {of.convention ? (
        <p>
          {text.convention} {of.convention}
        </p>
      ) : null}
    </div>
  );
}

export function Sentences({ of, lead = false }: { of: string[]; lead?: boolean }) {
  return (
    <>
      {of.map((sentence, i) => (
        <p key={i} class={lead && i === 0 ? "lead" : undefined}>
          {sentence}
        </p>
      ))}
    </>
  );
}
