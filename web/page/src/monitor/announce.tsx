// What changed, for who does not see it: the scheme and its map, or the territory under the keyboard's cursor.
import { computed } from "@preact/signals";
import { Announcement } from "../announcement";
import { hovered, keyboardCursor } from "../state";
import { typeset } from "../typeset";
import { chosen, finding, places, units } from "./state";
import { linesOf } from "./tooltip";

const sentence = computed(() => {
  const shown = units.data.value;
  const i = hovered.value === null ? undefined : places.value.get(hovered.value);
  if (keyboardCursor.value && shown && i !== undefined) {
    return typeset(`${shown.name[i] ?? ""}. ${linesOf(shown, i).join(". ")}.`);
  }
  const told = finding.value ? `Constat montré sur la carte : ${finding.value.sentence}. ` : "";
  return shown && chosen.value ? typeset(`${told}${chosen.value.name}. ${shown.sentence}`) : "";
});

export const MonitorAnnouncer = () => <Announcement of={sentence.value} />;
