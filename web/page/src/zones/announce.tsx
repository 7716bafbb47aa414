// What changed, for who does not see it: the sentence of the page, the zone that is opened, or the territory under the keyboard's cursor.
import { computed } from "@preact/signals";
import { Announcement } from "../announcement";
import { hovered, keyboardCursor } from "../state";
import { typeset } from "../typeset";
import { holding, opened, places, watch } from "./state";
import { linesOf } from "./tooltip";

const sentence = computed(() => {
  const shown = watch.data.value;
  const row = hovered.value;
  const i = row === null ? undefined : places.value.get(row);
  if (keyboardCursor.value && shown && row !== null && i !== undefined) {
    return typeset(`${shown.units.name[i] ?? ""}. ${linesOf(shown, i, holding(row)).join(". ")}.`);
  }
  const zone = opened.value?.zone;
  return typeset(zone ? `${zone.name}. ${zone.sentence}` : (shown?.sentence ?? ""));
});

export const ZonesAnnouncer = () => <Announcement of={sentence.value} />;
