import { toast } from "../state";
import { text } from "../text";

/** What was told last. A sheet lies above the page and has its own, or nobody would see what is told meanwhile. */
export function Toasts() {
  const told = toast.value;
  return (
    <div class="toasts" role="status">
      {told ? (
        <div class="toast">
          <span>{told.text}</span>
          <span class="row">
            {[...told.ways, { text: text.close, do: () => {} }].map((way) => (
              <button
                key={way.text}
                type="button"
                class="link"
                onClick={() => {
                  toast.value = null;
                  way.do();
                }}
              >
                {way.text}
              </button>
            ))}
          </span>
        </div>
      ) : null}
    </div>
  );
}
