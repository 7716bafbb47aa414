// A word with its definition: shown on hover and on focus, read by assistive technology, closed by Escape.
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { typeset } from "./typeset";

export function Term({ definition, children }: { definition: string; children: ComponentChildren }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <span class="term" onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
      <button
        type="button"
        class="term-word"
        aria-describedby={id}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      >
        {children}
      </button>
      <span role="tooltip" id={id} class={open ? "definition" : "definition unseen"}>
        {typeset(definition)}
      </span>
    </span>
  );
}
