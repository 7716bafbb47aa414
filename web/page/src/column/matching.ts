// Which indicators answer a few words: pure, so that it is tried without a page.
import type { Indicator } from "../api/document";
import { plain } from "../table/sort";

/** Indicators of which a text holds every word asked, those named by it first. */
export function matching(all: readonly Indicator[], asked: string): Indicator[] {
  const words = plain(asked).split(/\s+/);
  const holds = (text: string) => words.every((word) => plain(text).includes(word));
  const named = all.filter((each) => holds(`${each.label} ${each.short} ${each.group}`));
  const told = all.filter((each) => !named.includes(each) && holds(`${each.label} ${each.definition} ${each.formula}`));
  return [...named, ...told];
}
