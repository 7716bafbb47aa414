// What changed, for who does not see it: one polite sentence at a time.
import { computed } from "@preact/signals";
import { series, territory } from "./state";
import { typeset } from "./typeset";

const sentence = computed(() => {
  const chosen = territory.data.value;
  if (chosen) return typeset(`${chosen.name}. ${chosen.lead}`);
  const shown = series.data.value;
  return shown ? typeset(`Carte : ${shown.title}. ${shown.subtitle}. ${shown.sentence}`) : "";
});

export function Announcer() {
  return (
    <p class="unseen" role="status" aria-live="polite" data-test="announcement">
      {sentence.value}
    </p>
  );
}
