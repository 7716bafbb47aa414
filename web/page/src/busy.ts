// Says in the document, as `data-busy`, that an answer is awaited which the screen will show; until two frames have shown it.
import { computed, effect } from "@preact/signals";

export function sayBusy(awaits: () => boolean): void {
  const waiting = computed(awaits);
  const { dataset } = document.documentElement;
  effect(() => {
    if (waiting.value) dataset.busy = "true";
    else requestAnimationFrame(() => requestAnimationFrame(() => waiting.peek() || delete dataset.busy));
  });
}
