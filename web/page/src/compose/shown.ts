// What the rest of the page knows of a composition: what the map outlines and looks at, how a territory stands to it, and the one that
// was left. Written by composing.ts, which is loaded once something is composed.
import { computed, signal } from "@preact/signals";
import type { Box, Level } from "../api/document";
import type { Composed } from "../link";
import { go, tab, view } from "../state";
import type { Standing } from "./grouping";

/** What one begins with. */
export const EMPTY: Composed = { membres: [], sauf: [], nom: "" };

/** Rows of its members that the map outlines, by level. */
export const outlined = signal<Partial<Record<Level, readonly number[]>>>({});
/** The territory as one outline: what its tiles are asked for by; `null` where there is none to ask for. */
export const whole = signal<string | null>(null);
/** What the map should bring into sight. */
export const lookAt = signal<Box | null>(null);
/** How a territory stands to the composition; `null` until that is known. */
export const standingOf = signal<((level: Level, code: string) => Standing) | null>(null);
/** The composition that was left, to be taken up again. */
export const left = signal<Composed | null>(null);

export const isComposing = computed(() => view.value?.compose != null);

/** Begins to compose; the territory whose panel was open is the first in. */
export function compose(begun: Composed): void {
  go({ compose: begun, territoire: null });
  left.value = null;
  if (tab.value === "reglages") tab.value = "carte";
}

/** Leaves the composition, which can be taken up again. */
export function leave(): void {
  const now = view.peek()?.compose;
  if (now && now.membres.length > 0) left.value = now;
  go({ compose: null });
}
