// What changed, for who does not see it: one polite sentence at a time.
import { computed } from "@preact/signals";
import { isComposing, standingOf } from "./compose/shown";
import { ABSENCE_SPOKEN, decimal, type Absence } from "./number";
import { hovered, keyboardCursor, positions, series, territories, territory } from "./state";
import { Announcement } from "./announcement";
import { typeset } from "./typeset";
import { playing, year } from "./year";

const sentence = computed(() => {
  if (keyboardCursor.value) return underCursor.value;
  // A sentence a second would be heard by nobody.
  if (playing.value) return `Fin ${year.value}`;
  // What is done to a composition, its tray says.
  if (isComposing.value) return "";
  const chosen = territory.data.value;
  if (chosen) return typeset(`${chosen.name}. ${chosen.lead}`);
  const shown = series.data.value;
  return shown ? typeset(`Carte : ${shown.title}. ${shown.subtitle}. ${shown.sentence}`) : "";
});

/** The territory where the keyboard's cursor stands, with its figure. */
const underCursor = computed(() => {
  const row = hovered.value;
  const shown = series.data.value;
  const index = territories.data.value;
  if (row === null || !shown || index?.level !== shown.level) return "";
  const i = positions.value.get(row);
  const name = index.name[index.rows.indexOf(row)] ?? "";
  if (i === undefined) return typeset(name);
  const standing = standingOf.value?.(index.level, index.code[index.rows.indexOf(row)] ?? "");
  const value = shown.value[i] ?? null;
  const said = value === null ? spokenAbsence(shown.absence[row]) : decimal(value, shown.decimals);
  const act = standing === undefined ? "choisir" : standing === "in" ? "enlever" : "ajouter";
  return typeset(`${name} : ${said}. Entrée pour ${act}.`);
});

const spokenAbsence = (absence: string | undefined) => ABSENCE_SPOKEN[(absence ?? "nd") as Absence];

export const Announcer = () => <Announcement of={sentence.value} />;
