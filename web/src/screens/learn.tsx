import { useAsk } from "../asked";
import { Icon } from "../parts/icons";
import { Basis, Title } from "../parts/parts";
import { Missing } from "../parts/states";
import { text } from "../text";

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
        {lesson.text.split("\n").map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
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
