// A word and what explains it, in a bubble: on hover, on focus, on a tap; Escape closes it. The bubble lies in the top layer, so that
// no scrolling column cuts it; on a phone it is a sheet at the foot of the screen. It may hold a link: Tab leads into it.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { bubblePlace } from "./bubble";
import { typeset } from "./typeset";

/** A word with one sentence. */
export const Term = ({ definition, children }: { definition: string; children: ComponentChildren }) => (
  <Explained word={children} definition={definition} />
);

interface Explanation {
  /** The words that are explained; none: a mark « ? » beside words that are a button already. */
  word?: ComponentChildren;
  /** Name of what is explained, where the words are not it. */
  named?: string;
  definition: string;
  /** What follows the definition. */
  children?: ComponentChildren;
  /** Slug of what is explained. */
  of?: string;
}

/** How long a pointer may be between the word and its bubble, milliseconds. */
const GRACE_MS = 180;

type Open = "no" | "passing" | "kept";

export function Explained({ word, named, definition, children, of }: Explanation) {
  const id = useId();
  const whole = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [open, setOpen] = useState<Open>("no");

  function turn(to: Open, after = 0) {
    clearTimeout(timer.current);
    if (after) timer.current = setTimeout(() => setOpen(to), after);
    else setOpen(to);
  }

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const box = bubble.current;
    if (open === "no" || !box) return;
    box.showPopover();
    const place = () => {
      const at = button.current?.getBoundingClientRect();
      if (!at) return;
      const { left, top } = bubblePlace(at, box.offsetWidth, box.offsetHeight, innerWidth, innerHeight);
      box.style.setProperty("--left", `${left}px`);
      box.style.setProperty("--top", `${top}px`);
    };
    place();
    const away = (event: Event) => !whole.current?.contains(event.target as Node) && setOpen("no");
    const scrolled = (event: Event) => !box.contains(event.target as Node) && place();
    addEventListener("pointerdown", away, true);
    addEventListener("scroll", scrolled, true);
    addEventListener("resize", place);
    return () => {
      removeEventListener("pointerdown", away, true);
      removeEventListener("scroll", scrolled, true);
      removeEventListener("resize", place);
      if (box.isConnected) box.hidePopover();
    };
  }, [open]);

  return (
    <span
      class="term"
      ref={whole}
      onPointerEnter={(event) => event.pointerType === "mouse" && open === "no" && turn("passing", 90)}
      onPointerLeave={(event) => event.pointerType === "mouse" && open !== "kept" && turn("no", GRACE_MS)}
      onPointerMove={(event) => event.pointerType === "mouse" && open === "passing" && clearTimeout(timer.current)}
      onFocusOut={(event) => !whole.current?.contains(event.relatedTarget as Node | null) && turn("no")}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || open === "no") return;
        event.stopPropagation();
        button.current?.focus();
        turn("no");
      }}
    >
      <button
        type="button"
        ref={button}
        class={word ? "term-word" : "term-mark"}
        data-explains={of}
        aria-label={word ? undefined : typeset(`Que veut dire « ${named} » ?`)}
        aria-describedby={id}
        aria-expanded={open !== "no"}
        onFocus={() => button.current?.matches(":focus-visible") && turn("passing")}
        onClick={() => turn(open === "kept" ? "no" : "kept")}
      >
        {word ?? "?"}
      </button>
      <span class="definition" popover="manual" tabIndex={-1} ref={bubble} data-explanation={of}>
        {named && <strong class="told-name">{typeset(named)}</strong>}
        <span id={id} data-part="definition">
          {typeset(definition)}
        </span>
        {children}
      </span>
    </span>
  );
}
