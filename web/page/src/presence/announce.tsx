// What changed, for who does not see it: the sentence of the map, or the territory under the keyboard's cursor.
import { computed } from "@preact/signals";
import { Announcement } from "../announcement";
import { hovered, keyboardCursor } from "../state";
import { typeset } from "../typeset";
import { ofPolicies, places, policies, presence } from "./state";
import { told } from "./tooltip";

const sentence = computed(() => {
  const shown = presence.data.value;
  const i = hovered.value === null ? undefined : places.value.get(hovered.value);
  if (keyboardCursor.value && shown && i !== undefined) {
    return typeset(`${shown.units.name[i] ?? ""}. ${told(i).join(". ")}.`);
  }
  return typeset((ofPolicies.value ? policies.data.value?.sentence : shown?.sentence) ?? "");
});

export const PresenceAnnouncer = () => <Announcement of={sentence.value} />;
