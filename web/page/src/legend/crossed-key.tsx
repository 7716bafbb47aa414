// The nine colours of two indicators crossed: thirds of one along, thirds of the other up; pressing a cell picks its territories out.
import { crossedTone, TONES } from "../colour";
import { bound, decimal } from "../number";
import { crossing } from "../own/own";
import { isPicked, pick } from "../state";
import { typeset } from "../typeset";

const SIDE = 30;
/** Cells on which ink would not be read. */
const DARK = [5, 6, 7, 8];
const THIRDS = [0, 1, 2];
const NAMED = ["faible", "moyen", "fort"];

export function CrossedKey() {
  const found = crossing.value;
  if (!found) return <div class="bone tall" aria-busy="true" />;
  const rows = (cell: number) => found.row.filter((_, k) => found.cell[k] === cell);
  const { x, y } = found;
  return (
    <figure class="crossed" data-test="legend-crossed">
      <p class="axis-y">
        <span aria-hidden="true">↑</span> {typeset(y.short)}
      </p>
      <div class="cells">
        {THIRDS.toReversed().map((up) => (
          <div key={up}>
            {THIRDS.map((along) => {
              const cell = 3 * up + along;
              const count = found.counts[cell] ?? 0;
              const said = `${x.short} ${NAMED[along]}, ${y.short} ${NAMED[up]} : ${decimal(count)}`;
              const mine = rows(cell);
              return (
                <button
                  key={along}
                  type="button"
                  disabled={count === 0}
                  title={typeset(said)}
                  aria-label={typeset(said)}
                  aria-pressed={isPicked(mine)}
                  style={{
                    width: `${SIDE}px`,
                    height: `${SIDE}px`,
                    background: TONES[crossedTone(cell)],
                    color: DARK.includes(cell) ? "#fff" : undefined,
                  }}
                  onClick={() => pick(mine)}
                >
                  {count > 0 && decimal(count)}
                </button>
              );
            })}
          </div>
        ))}
        <p class="axis-x">
          {typeset(x.short)} <span aria-hidden="true">→</span>
        </p>
      </div>
      <figcaption class="caption">
        {typeset(
          `Tiers des territoires. ${x.short} : ${cuts(x.breaks, x.decimals)} ; ${y.short} : ${cuts(y.breaks, y.decimals)}.`,
        )}
      </figcaption>
    </figure>
  );
}

/** The inner edges of the thirds. */
const cuts = (breaks: readonly number[], decimals: number): string =>
  breaks
    .slice(1, -1)
    .map((each) => bound(Number(each.toFixed(decimals)), decimals))
    .join(" et ") || "une seule valeur";
