import { useEffect, useState } from "preact/hooks";
import { isRefused, type Answers as Given, type Question, type View } from "../core/api";
import { core } from "../core/client";
import { change } from "../asked";
import { Answers, Basis, Button, Fold, IconButton, Sentences, Title } from "../parts/parts";
import { FaultScreen, Waiting } from "../parts/states";
import { go } from "../state";
import { text } from "../text";

const secondsPerPage = 10;
const draftKey = "lissom-questions";

interface Draft {
  age: number | null;
  answers: Given;
}

/** Until all are answered they are in this tab only: half a screening is not part of the record. */
function readDraft(): Draft {
  try {
    const draft = JSON.parse(sessionStorage.getItem(draftKey) ?? "") as Draft;
    return { age: draft.age, answers: draft.answers };
  } catch {
    return { age: null, answers: {} };
  }
}

/** A whole number within bounds, and the button that takes it. What does not fit is said, and goes nowhere. */
function NumberForm({
  id,
  name,
  unit,
  min,
  max,
  value,
  note,
  onDone,
}: {
  id: string;
  name?: string;
  unit: string | undefined;
  min: number;
  max: number;
  value: string;
  note: string;
  onDone: (value: number) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [wrong, setWrong] = useState(false);
  const submit = () => {
    const number = Number(typed);
    const fits = typed.trim() !== "" && Number.isInteger(number) && number >= min && number <= max;
    setWrong(!fits);
    if (fits) {
      onDone(number);
    }
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="row">
        <input
          id={id}
          class="field short num"
          inputMode="numeric"
          autocomplete="off"
          value={typed}
          aria-label={name}
          aria-describedby={`${id}-note`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <span>{unit}</span>
      </div>
      <p id={`${id}-note`} role="alert">
        {wrong ? note : ""}
      </p>
      <Button look="primary" wide onPress={submit}>
        {text.next}
      </Button>
    </form>
  );
}

function Age({ age, onNext }: { age: number | null; onNext: (age: number) => void }) {
  return (
    <>
      <Title>
        <label for="age">{text.questions.age}</label>
      </Title>
      <p class="muted">{text.questions.ageWhy}</p>
      <NumberForm id="age" unit={text.questions.ageUnit} min={1} max={120} value={age === null ? "" : String(age)} note={text.questions.ageRange} onDone={onNext} />
    </>
  );
}

/** What follows from answers that let the person go on. */
function Result({ view }: { view: View<"screen"> }) {
  const { disposition, tags } = view;
  return (
    <main class="page pad stack">
      <Title>{disposition.title || text.questions.resultFine}</Title>
      <Sentences of={disposition.now} />
      {tags.length > 0 ? <h2>{text.questions.tags}</h2> : null}
      {tags.map((tag) => (
        <div class="why easy stack-s" key={tag.tag}>
          <p>
            <strong>{tag.plain}.</strong> {tag.change}
          </p>
          <Fold title={text.questions.why}>
            {tag.raised_by.map((reason) => (
              <p key={reason.question + reason.because}>{reason.because}</p>
            ))}
            <Basis of={tag} />
          </Fold>
        </div>
      ))}
      <Button look="primary" wide onPress={() => go("about")}>
        {text.questions.goOn}
      </Button>
    </main>
  );
}

const mostOnAPage = 5;
/** The questions that stop at once are asked one by one. */
const stopNow = "A";

/** Whether a question may stand in a list in which what is not marked is "no". */
function isListed(question: Question): boolean {
  return question.type === "yes_no" && question.group !== stopNow && question.others_no_means === "no" && !question.private_note;
}

/** The page that begins with a question: it alone, or with those after it that are like it. */
function pageFrom(questions: Question[], first: number): Question[] {
  const start = questions[first];
  if (!start || !isListed(start)) {
    return start ? [start] : [];
  }
  const page: Question[] = [];
  for (const question of questions.slice(first)) {
    if (page.length === mostOnAPage || !isListed(question) || question.group !== start.group) {
      break;
    }
    page.push(question);
  }
  return page;
}

function countPages(questions: Question[]): number {
  let pages = 0;
  for (let first = 0; first < questions.length; pages += 1) {
    first += pageFrom(questions, first).length;
  }
  return pages;
}

/** Several questions at once: what is marked is answered so, all others with "no". */
function ListPage({ questions, draft, onAnswer }: { questions: Question[]; draft: Draft; onAnswer: (answers: Given) => void }) {
  const [marked, setMarked] = useState<Given>(() => Object.fromEntries(questions.flatMap(({ id }) => (draft.answers[id] === undefined ? [] : [[id, draft.answers[id]]]))));
  const isMarked = questions.some(({ id }) => (marked[id] ?? "no") !== "no");
  const finish = () => onAnswer(Object.fromEntries(questions.map(({ id }) => [id, marked[id] ?? "no"])));
  return (
    <>
      <Title>{text.questions.any}</Title>
      <ul>
        {questions.map((question) => (
          <li class="listed stack-s" key={question.id} role="group" aria-label={question.ask}>
            <p>{question.ask}</p>
            <div class="row">
              {(question.answers ?? [])
                .filter((choice) => choice.id !== "no")
                .map((choice) => {
                  const pressed = marked[question.id] === choice.id;
                  return (
                    <button
                      type="button"
                      class="chip"
                      key={choice.id}
                      aria-pressed={pressed ? "true" : "false"}
                      onClick={() => setMarked({ ...marked, [question.id]: pressed ? "no" : choice.id })}
                    >
                      {choice.text}
                    </button>
                  );
                })}
            </div>
          </li>
        ))}
      </ul>
      <Button look="primary" wide onPress={finish}>
        {isMarked ? text.questions.noneOther : text.questions.none}
      </Button>
      <Fold title={text.questions.why} icon="question">
        {questions.map((question) => (
          <div class="stack-s" key={question.id}>
            <p>
              <strong>{question.ask}</strong> {question.why}
            </p>
            <Basis of={question} />
          </div>
        ))}
      </Fold>
    </>
  );
}

function SinglePage({ question, value, onAnswer }: { question: Question; value: string | undefined; onAnswer: (value: string | number) => void }) {
  return (
    <>
      <Title>{question.ask}</Title>
      {question.type === "number" ? (
        <NumberForm
          id={question.id}
          name={question.ask}
          unit={question.unit}
          min={question.min ?? 0}
          max={question.max ?? Infinity}
          value={value ?? ""}
          note={`${text.questions.number} ${question.min ?? ""} – ${question.max ?? ""}`}
          onDone={onAnswer}
        />
      ) : (
        <Answers label={question.ask} options={question.answers ?? []} value={value} onChoose={onAnswer} />
      )}
      {question.optional ? <Button onPress={() => onAnswer("")}>{text.questions.leaveOut}</Button> : null}
      {question.private_note ? <p class="small muted">{question.private_note}</p> : null}
      <Fold title={text.questions.why} icon="question">
        <p>{question.why}</p>
        <Basis of={question} />
      </Fold>
    </>
  );
}

export function Questions({ again }: { again: boolean }) {
  const [draft, setDraft] = useState<Draft>(again ? { age: null, answers: {} } : readDraft);
  /** The pages that were answered, for the way back, and the one that is looked at again. */
  const [visited, setVisited] = useState<string[][]>([]);
  const [revisited, setRevisited] = useState<string[] | null>(null);
  const [view, setView] = useState<View<"questions"> | null>(null);
  const [result, setResult] = useState<View<"screen"> | null>(null);
  const [fault, setFault] = useState("");

  /** Which questions apply depends on the answers: both change at once, or a page would be seen that is none. */
  const update = async (next: Draft) => {
    sessionStorage.setItem(draftKey, JSON.stringify(next));
    const given = Object.fromEntries(Object.entries(next.answers).filter(([, value]) => value !== ""));
    try {
      const asked = await core.peek({ do: "questions", ...(next.age === null ? {} : { age: next.age, answers: given }) });
      if (!isRefused(asked.view)) {
        setView(asked.view);
        setDraft(next);
      }
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  useEffect(() => void update(draft), []);

  const send = async () => {
    try {
      const applying = new Set(view?.questions.filter((question) => question.applies).map((question) => question.id));
      const answers = Object.fromEntries(Object.entries(draft.answers).filter(([id, value]) => applying.has(id) && value !== ""));
      const screened = await change({ do: "screen", age: draft.age ?? 0, answers });
      sessionStorage.removeItem(draftKey);
      if (isRefused(screened) || screened.disposition.locked) {
        // A stop is shown in every place from now on, also after a reload.
        go("today", { replace: true });
      } else {
        setResult(screened);
      }
    } catch (error) {
      setFault((error as Error).message);
    }
  };

  if (fault !== "") {
    return <FaultScreen fault={fault} />;
  }
  if (result) {
    return <Result view={result} />;
  }
  if (!view) {
    return <Waiting />;
  }
  const applying = view.questions.filter((question) => question.applies);
  const open = applying.filter((question) => !(question.id in draft.answers));
  const page = revisited ? applying.filter((question) => revisited.includes(question.id)) : pageFrom(open, 0);
  const left = countPages(open) + (revisited ? 1 : 0);
  const all = visited.length + left + 1;
  const number = draft.age === null ? 1 : visited.length + 2;
  const [only] = page;

  const answer = async (answers: Given) => {
    await update({ ...draft, answers: { ...draft.answers, ...answers } });
    setVisited([...visited, page.map((question) => question.id)]);
    setRevisited(null);
  };
  const goBack = () => {
    const last = visited.at(-1);
    if (draft.age === null) {
      history.back();
    } else if (last) {
      setVisited(visited.slice(0, -1));
      setRevisited(last);
    } else {
      setRevisited(null);
      void update({ ...draft, age: null });
    }
  };

  return (
    <main class="page pad stack questions" key={page.map((question) => question.id).join() + draft.age}>
      <div class="row between">
        <IconButton is="left" name={text.back} onPress={goBack} />
        <span class="small muted">
          {text.questions.of(number, Math.max(number, all))} · {text.questions.left(Math.ceil((left * secondsPerPage) / 60))}
        </span>
      </div>
      <div class="strip" aria-hidden="true">
        <i class="now" style={{ "--p": `${((number - 1) / Math.max(number, all)) * 100}%` }} />
      </div>
      {draft.age === null ? (
        <Age age={draft.age} onNext={(age) => void update({ ...draft, age })} />
      ) : only === undefined ? (
        <Review applying={applying} draft={draft} onSend={() => void send()} onEdit={(id) => setRevisited([id])} />
      ) : (
        <>
          <p class="muted">{view.lead_in}</p>
          {page.length > 1 || isListed(only) ? (
            <ListPage questions={page} draft={draft} onAnswer={(answers) => void answer(answers)} />
          ) : (
            <SinglePage question={only} value={revisited ? String(draft.answers[only.id] ?? "") : undefined} onAnswer={(value) => void answer({ [only.id]: value })} />
          )}
        </>
      )}
    </main>
  );
}

/** Before it counts: all answers on one page, each can still be changed. */
function Review({ applying, draft, onSend, onEdit }: { applying: Question[]; draft: Draft; onSend: () => void; onEdit: (id: string) => void }) {
  const words = (question: Question) => {
    const value = String(draft.answers[question.id] ?? "");
    return question.answers?.find((choice) => choice.id === value)?.text ?? (value === "" ? "–" : value);
  };
  return (
    <>
      <Title>{text.questions.answers}</Title>
      <Button look="primary" wide onPress={onSend}>
        {text.questions.goOn}
      </Button>
      <ul>
        {applying.map((question) => (
          <li class="set" key={question.id}>
            <span>{question.ask}</span>
            <button type="button" class="link" onClick={() => onEdit(question.id)} aria-label={`${text.questions.correct}: ${question.ask}`}>
              {words(question)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
