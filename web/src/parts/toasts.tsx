import { toast } from "../state";
import { text } from "../text";
import { Icon } from "./icons";

/** What was told last. A sheet lies above the page and has its own, or nobody would see what is told meanwhile. */
export function Toasts() {
  const told = toast.value;
  return (
    <div class="toasts" role="status">
      {told ? (
        <div class="toast">
          <span>{told.text}</span>
          {told.ways.length > 0 ? (
            <span class="row">
              {told.ways.map((way) => (
                <button
                  type="button"
                  class="link"
                  key={way.text}
                  onClick={() => {
                    toast.value = null;
                    way.do();
                  }}
                >
                  {way.text}
                </button>
              ))}
            </span>
          ) : null}
          <button
            type="button"
            class="link"
            aria-label={text.close}
            onClick={() => {
              toast.value = null;
            }}
          >
            <Icon is="close" />
          </button>
        </div>
      ) : null}
    </div>
  );
}
