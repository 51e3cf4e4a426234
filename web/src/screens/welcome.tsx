import { Mark } from "../parts/icons";
import { Button, Title } from "../parts/parts";
import { Figure } from "../parts/figure";
import { go } from "../state";
import { text } from "../text";

export function Welcome() {
  return (
    <main class="welcome page">
      <div class="air">
        <header class="topbar">
          <span class="brand">
            <Mark />
            {text.name}
          </span>
        </header>
        <div class="welcome-figure">
          <Figure pose={{ id: "prone_press_up", at: 1000 }} />
        </div>
      </div>
      <div class="ground welcome-ground">
        <div class="stack">
          <Title>{text.welcome.title}</Title>
          <p class="lead">{text.welcome.lead}</p>
          <Button look="primary" wide onPress={() => go("questions")}>
            {text.welcome.start}
          </Button>
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
