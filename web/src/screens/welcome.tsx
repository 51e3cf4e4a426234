import type { ComponentChildren } from "preact";
import { Mark } from "../parts/icons";
import { Title } from "../parts/parts";
import { text } from "../text";

/**
 * The first screen. It stands in index.html (vite.config.ts puts it there), so that it can be read before anything else has
 * been loaded: it needs nothing but its words, and what it offers are links.
 * @param children  the figure, which the core draws once it is here
 */
export function Welcome({ children }: { children?: ComponentChildren }) {
  return (
    <main class="welcome page">
      <div class="air">
        <header class="topbar">
          <span class="brand">
            <Mark />
            {text.name}
          </span>
        </header>
        <div class="welcome-figure">{children}</div>
      </div>
      <div class="ground welcome-ground">
        <div class="stack">
          <Title>{text.welcome.title}</Title>
          <p class="lead">{text.welcome.lead}</p>
          <a class="button primary wide" href="#/questions">
            {text.welcome.start}
          </a>
          <p class="small muted">{text.welcome.first}</p>
          <p class="small">{text.welcome.intended}</p>
          <a class="link" href="#/record">
            {text.welcome.have}
          </a>
        </div>
      </div>
    </main>
  );
}
