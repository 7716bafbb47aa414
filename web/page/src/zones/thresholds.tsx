// The thresholds: those of every zone, and those of one. They are judged by the server; here they are written in the link.
import { typeset } from "../typeset";
import type { ThresholdName, Thresholds, WatchZone } from "./document";
import { keyOf, limit, LIMITS, readItem, type Limits } from "./item";
import { add, go, limitsOf, view } from "./state";

const WORDS: Record<ThresholdName, string> = {
  densite: "Densité sous (% de la référence)",
  part_emplois: "Part des emplois sous (%)",
  minutes: "Trajet au-delà de (minutes)",
  sans: "Sans bénéficiaire depuis (années)",
};

const shown = (value: number | null | undefined): string => (value == null ? "" : String(value).replace(".", ","));

/** Of every zone that has none of its own. */
export const Common = ({ of }: { of: Thresholds }) => (
  <details class="limits" data-test="thresholds">
    <summary>Seuils de toutes les zones</summary>
    <p class="caption">{typeset("Un seuil est un choix de lecture, non un test. Un champ vide : aucun seuil.")}</p>
    <Fields hook="common" of={of} change={(limits) => go({ seuils: limits })} />
    {view.value?.seuils && (
      <button type="button" class="action" data-test="usual-thresholds" onClick={() => go({ seuils: null })}>
        Revenir aux seuils des tests
      </button>
    )}
  </details>
);

/** Of one zone: what is left empty is that of every zone. */
export function Own({ of }: { of: WatchZone }) {
  const own = limitsOf(of.key);
  const held = view.value?.zones.find((each) => keyOf(each) === of.key);
  return (
    <details class="limits" open={Object.keys(own).length > 0} data-test="own-thresholds">
      <summary>Ses propres seuils</summary>
      <p class="caption">{typeset("Un champ vide : le seuil de toutes les zones.")}</p>
      <Fields
        hook="own"
        of={own}
        change={(seuils) => {
          const item = held ?? readItem(of.key);
          if (item) add({ ...item, seuils });
        }}
      />
    </details>
  );
}

interface FieldsProps {
  hook: string;
  of: Partial<Record<ThresholdName, number | null>>;
  change: (limits: Limits) => void;
}

const Fields = ({ hook, of, change }: FieldsProps) => (
  <div class="limit-fields">
    {LIMITS.map((name) => (
      <label key={name}>
        <span>{typeset(WORDS[name])}</span>
        <input
          type="text"
          inputMode="decimal"
          data-test={`${hook}-${name}`}
          value={shown(of[name])}
          onChange={({ currentTarget }) => {
            const limits: Limits = {};
            for (const each of LIMITS) {
              const value = each === name ? limit(name, currentTarget.value) : (of[each] ?? null);
              if (value !== null) limits[each] = value;
            }
            // What cannot be read is no threshold, and is seen to be none.
            if (limits[name] === undefined) currentTarget.value = "";
            change(limits);
          }}
        />
      </label>
    ))}
  </div>
);
