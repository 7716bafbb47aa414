// The figures of what is read at both dates, and the schemes side by side: a press on a name reads it.
import { interval } from "../number";
import { typeset } from "../typeset";
import type { Compared, Comparison, SchemeComparison } from "./document";
import { chosen, go } from "./state";
import { meaning, shown, signed } from "./written";

export function Figures({ of, read }: { of: Comparison; read: SchemeComparison }) {
  return (
    <section aria-labelledby="chiffres">
      <h2 id="chiffres">Les chiffres aux deux dates</h2>
      <div class="wide" tabIndex={0} role="group" aria-labelledby="chiffres">
        <table class="compared" data-test="figures">
          <thead>
            <tr>
              <th scope="col">{typeset(`Depuis ${of.from}`)}</th>
              <th scope="col" class="number">{`Fin ${of.before}`}</th>
              <th scope="col" class="number">{`Fin ${of.after}`}</th>
              <th scope="col" class="number">
                Écart
              </th>
            </tr>
          </thead>
          <tbody>
            {read.figures.map((each) => (
              <tr key={each.kind} data-kind={each.kind}>
                <th scope="row">{typeset(each.label)}</th>
                <Told of={each} when="before" verdict={read.verdict_before} />
                <Told of={each} when="after" verdict={read.verdict_after} />
                <Gap of={each} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Told({ of, when, verdict }: { of: Compared; when: "before" | "after"; verdict: string }) {
  const bounds = of[`${when}_interval`];
  const value = of[when];
  const absence = of[`${when}_absence`];
  return (
    <td class="number" data-column={when} title={meaning(value, absence)}>
      {shown(value, absence, of)}
      {bounds && <span class="caption">{interval(bounds[0], bounds[1], of.decimals)}</span>}
      {of.kind === "attendus" && verdict && <span class="caption">{typeset(verdict)}</span>}
    </td>
  );
}

const Gap = ({ of }: { of: Compared }) => (
  <td class="number gap" data-column="difference" title={meaning(of.difference, of.difference_absence)}>
    {signed(of)}
  </td>
);

const COLUMNS = ["beneficiaires", "epci"] as const;

export function Schemes({ of }: { of: Comparison }) {
  return (
    <section aria-labelledby="dispositifs">
      <h2 id="dispositifs">Dispositif par dispositif</h2>
      <div class="wide" tabIndex={0} role="group" aria-labelledby="dispositifs">
        <table class="compared" data-test="schemes">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                Dispositif
              </th>
              <th scope="colgroup" colSpan={3}>
                Bénéficiaires cumulés
              </th>
              <th scope="colgroup" colSpan={3}>
                EPCI atteints
              </th>
              <th scope="col" rowSpan={2}>
                Lecture
              </th>
            </tr>
            <tr>
              {COLUMNS.flatMap((kind) =>
                [`Fin ${of.before}`, `Fin ${of.after}`, "Écart"].map((head) => (
                  <th key={kind + head} scope="col" class="number">
                    {head}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {of.schemes.map((each) => (
              <tr key={each.scheme} data-scheme={each.scheme} aria-current={each === chosen.value ? "true" : undefined}>
                <th scope="row">
                  <button type="button" class="action" onClick={() => go({ dispositif: each.scheme })}>
                    {typeset(each.name)}
                  </button>
                </th>
                {COLUMNS.flatMap((kind) => {
                  const own = each.figures.find((figure) => figure.kind === kind);
                  return own
                    ? [
                        <Told key={`${kind}-before`} of={own} when="before" verdict="" />,
                        <Told key={`${kind}-after`} of={own} when="after" verdict="" />,
                        <Gap key={`${kind}-gap`} of={own} />,
                      ]
                    : [];
                })}
                <td>{typeset(each.verdict_after || "s")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
