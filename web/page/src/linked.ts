// The view of a page and its link, kept the same: a change of the view writes the link, a link that is followed becomes the view.
// Refuses to know: what a view is made of; each page's link.ts reads and writes that.
import { signal, type Signal } from "@preact/signals";
import { linkProblems } from "./state";

/** Whether Back returns to what was shown before. */
export type Step = "push" | "replace";

interface Words<View, Known> {
  readLink: (search: string, known: Known) => { view: View; problems: string[] };
  writeLink: (view: View, initial: View) => string;
}

interface Linked<View, Known> {
  /** `null` until the page is opened. */
  view: Signal<View | null>;
  /** Changes the view and writes its link. */
  go: (change: Partial<View>, how?: Step) => void;
  /** Shows the view of a link, as the browser's Back does. */
  follow: (search: string) => void;
  /** Says what a link may name; without it none is followed. */
  learn: (known: Known) => void;
}

export function linked<View extends object, Known extends { initial: View }>({
  readLink,
  writeLink,
}: Words<View, Known>): Linked<View, Known> {
  const view = signal<View | null>(null);
  let known: Known | null = null;
  return {
    view,
    go(change, how = "push") {
      const before = view.peek();
      if (!before || !known) return;
      const next = { ...before, ...change };
      const link = writeLink(next, known.initial);
      if (link === writeLink(before, known.initial)) return;
      view.value = next;
      history[how === "push" ? "pushState" : "replaceState"](null, "", `${location.pathname}${link}`);
    },
    follow(search) {
      if (!known) return;
      const read = readLink(search, known);
      linkProblems.value = read.problems;
      view.value = read.view;
    },
    learn: (all) => void (known = all),
  };
}
