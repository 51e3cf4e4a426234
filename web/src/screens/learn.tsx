import { useAsk } from "../asked";
import { Icon } from "../parts/icons";
import { Basis, Title } from "../parts/parts";
import { Missing } from "../parts/states";
import { text } from "../text";

/** The little Markdown that lessons have: headings, lists, paragraphs; and what a statement rests on, as in "[Sadler2017]". */
function Text({ of }: { of: string }) {
  const blocks: { tag: "h2" | "p" | "li"; words: string[] }[] = [];
  for (const line of of.split("\n").filter(Boolean)) {
    const [, mark, words = ""] = /^(## |- )?(.*)$/.exec(line) ?? [];
    const tag = mark === "## " ? "h2" : mark ? "li" : "p";
    const last = blocks.at(-1);
    const read = words.replace(/\[([A-Za-z_]+)(\d{4})?\w*\]/g, (_, name: string, year = "") => `(${`${name.replaceAll("_", " ")} ${year}`.trim()})`);
    if (tag === "li" && last?.tag === "li") {
      last.words.push(read);
    } else {
      blocks.push({ tag, words: [read] });
    }
  }
  return (
    <>
      {blocks.map(({ tag: Tag, words }, i) =>
        Tag === "li" ? (
          <ul class="dashes" key={i}>
            {words.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        ) : (
          <Tag key={i}>{words[0]}</Tag>
        ),
      )}
    </>
  );
}

export function Learn({ id }: { id: string }) {
  const asked = useAsk(id === "" ? { do: "learn" } : { do: "learn", id });
  if (asked.state !== "there") {
    return <Missing asked={asked} title={text.learn.title} />;
  }
  if ("lesson" in asked.view) {
    const { lesson } = asked.view;
    return (
      <article class="pad stack">
        <a class="link" href="#/learn">
          {text.back}
        </a>
        <Title>{lesson.title}</Title>
        <Text of={lesson.text} />
        <h2>{text.learn.sources}</h2>
        <Basis of={lesson} />
      </article>
    );
  }
  return (
    <div class="pad stack">
      <Title>{text.learn.title}</Title>
      <ul>
        {asked.view.lessons.map((lesson) => (
          <li key={lesson.id}>
            <a class="set more-link" href={`#/learn/${lesson.id}`}>
              {lesson.title}
              <Icon is="right" />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
