// The ways into composing: from nothing, from the territory whose panel is open, or where one left off.
import type { Named } from "../link";
import { typeset } from "../typeset";
import { compose, EMPTY, isComposing, left } from "./shown";

/** Where no territory is chosen. */
export function ComposeEntry({ hook }: { hook: string }) {
  const before = left.value;
  if (isComposing.value) return null;
  return (
    <p class="compose-entry">
      <button type="button" class="action" data-test={hook} onClick={() => compose(EMPTY)}>
        Composer un territoire
      </button>
      {before && (
        <button type="button" class="action" data-test={`${hook}-again`} onClick={() => compose(before)}>
          {typeset(before.nom ? `Reprendre « ${before.nom} »` : "Reprendre la composition")}
        </button>
      )}
    </p>
  );
}

/** In the panel of a territory. */
export const ComposeWith = ({ one }: { one: Named }) => (
  <button
    type="button"
    class="action"
    data-test="compose-with"
    onClick={() => compose({ ...EMPTY, membres: [{ level: one.level, code: one.code }] })}
  >
    Composer avec d’autres
  </button>
);
