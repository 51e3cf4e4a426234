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
            {told.action ? (
              <button type="button" class="link" onClick={told.action.do}>
                {told.action.text}
              </button>
            ) : null}
            {told.other ? (
              <button type="button" class="link" onClick={told.other.do}>
                {told.other.text}
              </button>
            ) : null}
            <button
              type="button"
              class="link"
              onClick={() => {
                toast.value = null;
              }}
            >
              {text.close}
            </button>
          </span>
        </div>
      ) : null}
    </div>
  );
}
