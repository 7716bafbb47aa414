// What changed, for who does not see it: the commune under the keyboard's cursor, what an action did, or the scenario shown.
import { computed } from "@preact/signals";
import { Announcement } from "../announcement";
import { hovered, keyboardCursor } from "../state";
import { typeset } from "../typeset";
import { communes, held, said, scenario, shown } from "./state";
import { linesOf } from "./tooltip";

const sentence = computed(() => {
  const index = communes.data.value;
  const row = hovered.value;
  if (held.value) return "";
  if (keyboardCursor.value && index && row !== null)
    return typeset(`${index.name[index.rows.indexOf(row)] ?? ""}. ${linesOf(row).join(". ")}.`);
  const name = scenario.value ? `Scénario ${scenario.value.nom}. ` : "";
  const act = said.value ? `${said.value} ` : "";
  return shown.value ? typeset(`${act}${name}${shown.value.sentence}`) : typeset(act);
});

export const SimulatorAnnouncer = () => <Announcement of={sentence.value} />;
