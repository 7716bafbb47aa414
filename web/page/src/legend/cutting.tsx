// How the colours are cut: method, number, palette; by hand, breaks are numbers to type or handles to drag on the histogram.
import { METHODS, MOST_CLASSES, PALETTES, type Method, type Palette } from "../link";
import type { Series } from "../api/document";
import { samples } from "../colour";
import { MethodTerm } from "../method";
import { bound } from "../number";
import { cutAt, go, view } from "../state";
import { typeset } from "../typeset";

const METHOD: Record<Method, string> = {
  arrondi: "Arrondis, autour de la référence",
  quantile: "Effectifs égaux (quantiles)",
  egal: "Amplitudes égales",
  jenks: "Seuils naturels (Fisher–Jenks)",
  tete_queue: "Têtes et queue",
  ecart_type: "Écarts-types",
};
const PALETTE: Record<Palette, string> = {
  lanterne: "Lanterne",
  bleu: "Bleus",
  vert: "Verts",
  ecart: "Écart à la référence",
};
/** These choose their own number of classes. */
const OWN_NUMBER: readonly Method[] = ["tete_queue", "ecart_type"];

export function Cutting({ series }: { series: Series }) {
  const shown = view.value;
  if (!shown) return null;
  const cut = shown.decoupage;
  const byHand = cut.seuils !== null;
  return (
    <details class="cutting" data-test="cutting">
      <summary>Classes et couleurs</summary>
      <div class="cutting-body">
        <label>
          <span>Découpage</span>
          <select
            data-test="cut-method"
            value={byHand ? "main" : cut.methode}
            onChange={(event) => {
              const word = event.currentTarget.value;
              if (word === "main") cutAt(innerBreaks(series), "push");
              else go({ decoupage: { ...cut, methode: word as Method, seuils: null } });
            }}
          >
            {METHODS.map((each) => (
              <option key={each} value={each}>
                {typeset(METHOD[each])}
              </option>
            ))}
            <option value="main">À la main</option>
          </select>
        </label>
        {byHand ? (
          <HandBreaks series={series} breaks={cut.seuils ?? []} />
        ) : (
          !OWN_NUMBER.includes(cut.methode) && (
            <label>
              <span>Nombre de classes</span>
              <select
                data-test="cut-classes"
                value={cut.classes}
                onChange={(event) => go({ decoupage: { ...cut, classes: Number(event.currentTarget.value) } })}
              >
                {Array.from({ length: MOST_CLASSES - 1 }, (_, k) => k + 2).map((n) => (
                  <option key={n} value={n}>
                    {n}
                  </option>
                ))}
              </select>
            </label>
          )
        )}
        <fieldset class="palettes">
          <legend>Palette</legend>
          {PALETTES.map((each) => (
            <button
              key={each}
              type="button"
              data-test={`palette-${each}`}
              aria-pressed={each === shown.palette}
              aria-label={PALETTE[each]}
              title={PALETTE[each]}
              onClick={() => go({ palette: each })}
            >
              {samples(each).map((colour) => (
                <i key={colour} style={{ background: colour }} />
              ))}
            </button>
          ))}
        </fieldset>
        {!byHand && (
          <p class="caption">
            <MethodTerm slug={cut.methode}>Comment ces classes sont faites</MethodTerm>
          </p>
        )}
      </div>
    </details>
  );
}

/** The breaks of the map as a start for the hand, rounded to what is shown. */
const innerBreaks = (series: Series): number[] => {
  const inner = series.breaks.slice(1, -1).map((each) => Number(each.toFixed(series.decimals + 1)));
  return [...new Set(inner)].slice(0, MOST_CLASSES - 1);
};

function HandBreaks({ series, breaks }: { series: Series; breaks: number[] }) {
  const step = 10 ** -series.decimals;
  const [least, most] = [series.breaks[0] ?? 0, series.breaks.at(-1) ?? 1];
  return (
    <fieldset class="by-hand" data-test="by-hand">
      <legend>{typeset(`Seuils, entre ${bound(least, 1)} et ${bound(most, 1)}`)}</legend>
      {breaks.map((each, k) => (
        <input
          key={`${k}-${breaks.length}`}
          type="number"
          step={step}
          aria-label={typeset(`Seuil ${k + 1}`)}
          value={each}
          onChange={(event) => {
            const value = event.currentTarget.valueAsNumber;
            if (Number.isFinite(value)) cutAt(breaks.map((own, at) => (at === k ? value : own)));
            else if (breaks.length > 1) cutAt(breaks.filter((_, at) => at !== k));
          }}
        />
      ))}
      {breaks.length < MOST_CLASSES - 1 && (
        <button
          type="button"
          class="action"
          onClick={() => {
            const last = breaks.at(-1) ?? least;
            cutAt([...breaks, Number(((last + most) / 2).toFixed(series.decimals + 1))]);
          }}
        >
          Ajouter
        </button>
      )}
    </fieldset>
  );
}
