import { useEffect, useState } from "preact/hooks";
import type { BodyView } from "../core/api";
import { isRefused } from "../core/api";
import { core } from "../core/client";
import { figureTheme } from "../display";
import { display } from "../state";
import { text } from "../text";
import { Icon } from "./icons";
import { Segments, walk } from "./parts";

function useViews(): BodyView[] {
  const [views, setViews] = useState<BodyView[]>([]);
  const theme = figureTheme(display.value);
  useEffect(() => {
    let wanted = true;
    void core.peek({ do: "body_map", theme }).then(
      ({ view }) => {
        if (wanted && !isRefused(view)) {
          setViews(view.views);
        }
      },
      // The list beside it says the same.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [theme]);
  return views;
}

/** A region as shares of its picture, in hundredths. */
function shares(view: BodyView, region: BodyView["regions"][number]) {
  return {
    "--x": ((region.x + region.width / 2) / view.width) * 100,
    "--y": ((region.y + region.height / 2) / view.height) * 100,
    "--w": (region.width / view.width) * 100,
    "--h": (region.height / view.width) * 100,
  };
}

function Sheet({ view, values, onToggle, onName }: { view: BodyView; values: string[]; onToggle: (place: string) => void; onName: (name: string) => void }) {
  const [last, setLast] = useState(view.regions[0]?.place);
  return (
    <div class="body-sheet" role="group" aria-label={view.name} style={{ aspectRatio: `${view.width} / ${view.height}` }} onKeyDown={walk}>
      <div class="figure" aria-hidden="true" dangerouslySetInnerHTML={{ __html: view.svg }} />
      {view.regions.map((region, i) => {
        const marked = values.includes(region.place);
        // Of a pair that means one place, the second is for fingers only: keys and screen readers meet each place once.
        const isTwin = view.regions.findIndex((one) => one.place === region.place) !== i;
        const said = isTwin ? { "aria-hidden": true } : { role: "checkbox" as const, "aria-checked": marked, "aria-label": region.name };
        return (
          <button
            type="button"
            key={i}
            data-place={region.place}
            class={marked ? "region marked" : "region"}
            style={shares(view, region)}
            tabIndex={!isTwin && region.place === last ? 0 : -1}
            onClick={() => onToggle(region.place)}
            onFocus={() => {
              setLast(region.place);
              onName(region.place);
            }}
            onPointerEnter={() => onName(region.place)}
            {...said}
          >
            <i>
              <Icon is="check" />
            </i>
          </button>
        );
      })}
    </div>
  );
}

/** Places on the standing figure, from behind and from the front; a narrow page shows one view at a time. */
export function BodyMap({ values, onChange }: { values: string[]; onChange: (values: string[]) => void }) {
  const views = useViews();
  const [chosen, setChosen] = useState("back");
  const [named, setNamed] = useState("");
  const toggle = (place: string) => {
    setNamed(place);
    onChange(values.includes(place) ? values.filter((id) => id !== place) : [...values, place]);
  };
  const name = views.flatMap((view) => view.regions).find((region) => region.place === named)?.name;
  return (
    <div class="body-map stack-s">
      <p class="muted">{text.about.map}</p>
      <div class="body-turn">
        <Segments label={text.about.mapView} options={views.map((view) => ({ id: view.id, text: view.name }))} value={chosen} onChoose={setChosen} />
      </div>
      <div class="body-views">
        {views.map((view) => (
          <div class={view.id === chosen ? "body-view chosen" : "body-view"} key={view.id}>
            <p class="body-head small" aria-hidden="true">
              <span>{text.about.mapSide[view.at_left]}</span>
              <b>{view.name}</b>
              <span>{text.about.mapSide[view.at_left === "left" ? "right" : "left"]}</span>
            </p>
            <Sheet view={view} values={values} onToggle={toggle} onName={setNamed} />
          </div>
        ))}
      </div>
      <p class="body-name" aria-hidden="true">
        {name === undefined ? "" : values.includes(named) ? text.about.marked(name) : name}
      </p>
    </div>
  );
}
