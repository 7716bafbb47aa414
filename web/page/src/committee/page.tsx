// The page of the committee: which dates and which scheme, what changed and why in sentences, the figures, the schemes side by side, and
// the document to take away.
import { useEffect } from "preact/hooks";
import { ChevronDown } from "../icon";
import { LinkProblems, Offline, ProblemBox } from "../notice";
import { PageBar } from "../pages";
import { Prose } from "../prose";
import { RegionSelect } from "../region-select";
import { typeset } from "../typeset";
import { documentAddress, type Comparison, type SchemeComparison } from "./document";
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
      <p class="unseen" role="status" aria-live="polite" data-test="announcement">
        {shown && read ? typeset(read.scheme ? (read.sentences[0] ?? "") : shown.sentence) : ""}
      </p>
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
      <details data-test="notes">
        <summary>Ce que cela ne dit pas</summary>
        <ul class="said">
          {of.notes.map((note) => (
            <li key={note}>{typeset(note)}</li>
          ))}
        </ul>
      </details>
      {of.synthetic && (
        <p class="synthetic" data-test="synthetic">
          Données synthétiques : des actes inventés, pour montrer ce que la page dira des vrais.
        </p>
      )}
      <p class="caption" data-test="source-line">
        {typeset(of.source_line)}
      </p>
    </>
  );
}

function Choices({ of }: { of: Comparison }) {
  const { years, before, after } = of;
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
      <Select
        label="De fin"
        hook="before"
        value={String(before)}
        choose={(year) => chooseDate({ avant: Number(year) })}
      >
        {years.slice(0, -1).map((year) => (
          <option key={year}>{year}</option>
        ))}
      </Select>
      <Select label="À fin" hook="after" value={String(after)} choose={(year) => chooseDate({ apres: Number(year) })}>
        {years.slice(1).map((year) => (
          <option key={year}>{year}</option>
        ))}
      </Select>
    </div>
  );
}

interface SelectProps {
  label: string;
  hook: string;
  value: string;
  choose: (value: string) => void;
  children: preact.ComponentChildren;
}

const Select = ({ label, hook, value, choose, children }: SelectProps) => (
  <label>
    <span>{label}</span>
    <span class="select">
      <select data-test={hook} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {children}
      </select>
      <ChevronDown />
    </span>
  </label>
);

const Waiting = () => (
  <div aria-hidden="true">
    <div class="bone title" />
    <div class="bone" />
    <div class="bone" />
  </div>
);
