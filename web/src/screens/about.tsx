import { useState } from "preact/hooks";
import type { Profile, ProfileQuestion } from "../core/api";
import { change, useAsk } from "../asked";
import { BodyMap } from "../parts/bodymap";
import { Answers, Button, Choices, IconButton, Numbers, TimeOfDay, Title } from "../parts/parts";
import { Missing } from "../parts/states";
import { go } from "../state";
import { text } from "../text";

const pages: { title: string; fields: (keyof Profile)[] }[] = [
  { title: text.about.where, fields: ["hurts", "pain_type"] },
  { title: text.about.can, fields: ["positions", "equipment", "sitting_hours"] },
  { title: text.about.time, fields: ["core_min", "session_days", "morning_min", "break_min", "breaks_per_day", "work_days", "work_from", "work_to"] },
  { title: text.about.matters, fields: ["activities", "height_cm"] },
];

const mostActivities = 3;

/** The map and the list are one control: what is marked in one is marked in the other. */
function Places({ question, values, onChange }: { question: ProfileQuestion; values: string[]; onChange: (values: string[]) => void }) {
  return (
    <div class="places">
      <BodyMap values={values} onChange={onChange} />
      <Choices label={question.ask} options={question.answers ?? []} values={values} onChange={onChange} />
    </div>
  );
}

/** One question of the profile, in the form that its type asks for. */
export function Field({ question, profile, onChange }: { question: ProfileQuestion; profile: Profile; onChange: (change: Partial<Profile>) => void }) {
  const value = profile[question.id];
  const put = (changed: Profile[keyof Profile]) => onChange({ [question.id]: changed });
  switch (question.type) {
    case "choices":
      if (question.id === "hurts") {
        return <Places question={question} values={value as string[]} onChange={put} />;
      }
      return <Choices label={question.ask} options={question.answers ?? []} values={value as string[]} onChange={put} />;
    case "choice":
      return <Answers label={question.ask} options={question.answers ?? []} value={value as string} slim onChoose={put} />;
    case "number":
      return <Numbers label={question.ask} value={value as number} min={question.min ?? 0} max={question.max ?? 0} onChange={put} />;
    case "clock":
      return <TimeOfDay label={question.ask} value={value as string} onChange={put} />;
    case "texts": {
      const texts = value as string[];
      return (
        <div class="stack-s">
          <p class="muted">{text.about.activityExample}</p>
          {Array.from({ length: mostActivities }, (_, i) => (
            <input
              key={i}
              class="field"
              aria-label={text.about.activity(i + 1)}
              value={texts[i] ?? ""}
              onChange={(event) => {
                const changed = [...texts];
                changed[i] = event.currentTarget.value.trim();
                put(changed.filter(Boolean));
              }}
            />
          ))}
        </div>
      );
    }
  }
}

export function About() {
  const asked = useAsk({ do: "profile" });
  const [page, setPage] = useState(0);
  const [changes, setChanges] = useState<Partial<Profile>>({});
  const [fault, setFault] = useState("");
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.about.title} />;
  }
  const profile = { ...asked.view.profile, ...changes };
  const fields = pages[page]?.fields ?? [];
  const questions = asked.view.questions.filter((question) => fields.includes(question.id));
  const isLast = page === pages.length - 1;
  const goOn = async () => {
    if (!isLast) {
      setPage(page + 1);
      scrollTo(0, 0);
      return;
    }
    try {
      await change({ do: "profile", set: changes });
      go("today");
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <main class="page pad stack about" key={page}>
      <div class="row between">
        <IconButton is="left" name={text.back} onPress={() => (page > 0 ? setPage(page - 1) : history.back())} />
        <span class="small muted">{text.about.of(page + 1, pages.length)}</span>
      </div>
      <Title>{pages[page]?.title}</Title>
      {questions.map((question) => (
        <section class="stack-s" key={question.id}>
          <h2>{question.ask}</h2>
          <Field question={question} profile={profile} onChange={(one) => setChanges({ ...changes, ...one })} />
        </section>
      ))}
      <p role="alert">{fault}</p>
      <Button look="primary" wide onPress={() => void goOn()}>
        {isLast ? text.about.finish : text.next}
      </Button>
      <p class="small muted">{text.about.later}</p>
    </main>
  );
}
