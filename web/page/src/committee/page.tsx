// The page of the committee: which dates and which scheme, what changed and why in sentences, the figures, the schemes side by side, and
// the document to take away.
import { useEffect } from "preact/hooks";
import { Announcement } from "../announcement";
import { LinkProblems, Offline, ProblemBox } from "../notice";
import { PageBar } from "../pages";
import { Prose } from "../prose";
import { RegionSelect } from "../region-select";
import { Select } from "../select";
import { Notes, SourceLine, Waiting } from "../synthesis";
import { typeset } from "../typeset";
import { documentAddress, type Comparison, type SchemeComparison } from "./document";
import { datesOf } from "./link";
import { chooseDate, chosen, comparison, go, view } from "./state";
import { Figures, Schemes } from "./tables";

const NAME = "Comité — Lanterne, observatoire de l’économie sociale et solidaire";

export function CommitteePage() {
  const name = chosen.value?.scheme ? chosen.value.name : null;
  useEffect(() => void (document.title = name ? `${name}, ${NAME}` : NAME), [name]);
  const shown = comparison.data.value;
  const read = chosen.value;
  return (
    <div class="committee">
      <a class="skip" href="#comparaison">
        Aller à la comparaison
      </a>
      <PageBar here="/deploiement/comite">
        <RegionSelect
          hook="region"
          chosen={view.value?.region ?? null}
          choose={(region) => go({ region, avant: null, apres: null })}
        />
      </PageBar>
      <main id="comparaison" tabIndex={-1}>
        <div class="notices">
          <Offline />
          <LinkProblems />
          <ProblemBox of={comparison} />
        </div>
        {shown && read ? <Shown of={shown} read={read} /> : !comparison.problem.value && <Waiting />}
      </main>
      <Announcement of={shown && read ? typeset(read.scheme ? (read.sentences[0] ?? "") : shown.sentence) : ""} />
    </div>
  );
}

function Shown({ of, read }: { of: Comparison; read: SchemeComparison }) {
  const asked = view.value;
  return (
    <>
      <div class="opening-lines">
        <h1>{typeset(`${read.name}, de fin ${of.before} à fin ${of.after}`)}</h1>
        <p class="lead" data-test="sentence">
          <Prose text={read.scheme ? (read.sentences[0] ?? "") : of.sentence} />
        </p>
      </div>
      <Choices of={of} />
      {asked && (
        <p class="take">
          <a class="action first" href={documentAddress(asked)} data-test="document">
            Télécharger la page du comité (PDF)
          </a>
        </p>
      )}
      <section aria-labelledby="pourquoi">
        <h2 id="pourquoi">Ce qui a changé, et pourquoi</h2>
        <ul class="said" data-test="sentences">
          {(read.scheme ? read.sentences.slice(1) : [...read.sentences, of.cog.sentence, of.revision.sentence]).map(
            (sentence) => (
              <li key={sentence}>
                <Prose text={sentence} />
              </li>
            ),
          )}
        </ul>
        {read.findings.length > 0 && (
          <>
            <h3>À examiner</h3>
            <ul class="said" data-test="findings">
              {read.findings.map(({ sentence, detail }) => (
                <li key={sentence}>
                  <Prose text={sentence} />
                  {detail && <span class="caption">{typeset(detail)}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <Figures of={of} read={read} />
      <Schemes of={of} />
      <Notes of={of.notes} look="said" />
      {of.synthetic && (
        <p class="synthetic" data-test="synthetic">
          Données synthétiques : des actes inventés, pour montrer ce que la page dira des vrais.
        </p>
      )}
      <SourceLine of={of.source_line} />
    </>
  );
}

function Choices({ of }: { of: Comparison }) {
  const { years } = of;
  const { avant, apres } = datesOf(view.value ?? { avant: null, apres: null }, of);
  return (
    <div class="asked">
      <Select
        label="Dispositif"
        hook="scheme"
        value={chosen.value?.scheme ?? ""}
        choose={(slug) => go({ dispositif: slug || null })}
      >
        <option value="">Tous les dispositifs</option>
        {of.schemes.map(({ scheme, name }) => (
          <option key={scheme} value={scheme ?? ""}>
            {typeset(name)}
          </option>
        ))}
      </Select>
      <Select label="De fin" hook="before" value={String(avant)} choose={(year) => chooseDate({ avant: Number(year) })}>
        {years.slice(0, -1).map((year) => (
          <option key={year}>{year}</option>
        ))}
      </Select>
      <Select label="À fin" hook="after" value={String(apres)} choose={(year) => chooseDate({ apres: Number(year) })}>
        {years.slice(1).map((year) => (
          <option key={year}>{year}</option>
        ))}
      </Select>
    </div>
  );
}
