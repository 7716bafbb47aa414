// Colours of a person's own classes: those of the palette, without a reference to part at.
import { tonesOf } from "../colour";
import type { Palette } from "../link";

const NO_REFERENCE = { level: "", code: null, name: "", value: null, low: null, high: null, break_index: null };

/** The tone of each class; one value alone is one class. */
export function ownTones(breaks: readonly number[], palette: Palette): number[] {
  const edges = breaks.length === 1 ? [...breaks, ...breaks] : [...breaks];
  return tonesOf({ indicator: "", breaks: edges, reference: NO_REFERENCE }, palette);
}
