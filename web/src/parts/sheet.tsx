import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { sheets } from "../state";
import { text } from "../text";
import { IconButton } from "./parts";
import { Toasts } from "./toasts";

/** A layer over the page. Focus stays in it, Escape closes it, and afterwards focus is where it was. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();
  // Before the first paint, so that what is told is never seen twice.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    sheets.value += 1;
    return () => {
      sheets.value -= 1;
      if (before instanceof HTMLElement) {
        before.focus();
      }
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="row between">
        <h2 id={name}>{title}</h2>
        <IconButton is="close" name={text.close} onPress={onClose} />
      </div>
      {children}
      <Toasts />
    </dialog>
  );
}
