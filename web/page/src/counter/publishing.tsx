// Publishing, for who may: what waits, the button and its question, how the publication goes, and what came of it.
import { ProblemBox } from "../notice";
import { Prose } from "../prose";
import { typeset } from "../typeset";
import { Ask } from "./ask";
import type { Publication } from "./document";
import { publications, publish } from "./publication";
import { may } from "./state";
import { moment } from "./words";

export function Publishing() {
  if (!may("publish")) return null;
  const served = publications.data.value;
  const waits = served !== null && served.coming + served.leaving > 0;
  return (
    <section class="part publishing" aria-labelledby="publier-titre" data-test="publishing">
      <h2 id="publier-titre">Publication</h2>
      <ProblemBox of={publications} />
      {!served && !publications.problem.value && <p class="empty">Chargement…</p>}
      {served && (
        <>
          <p data-test="waiting">{typeset(served.sentence)}</p>
          {waits && served.offered && (
            <p class="actions">
              <Ask
                label="Publier maintenant"
                hook="publish"
                question="Publier maintenant ?"
                sentence="Les sources sont relues et les chiffres recalculés avec les dépôts confirmés. L’observatoire reste consultable pendant ce temps, et montre la nouvelle publication dès qu’elle est entière."
                yes="Publier"
                no="Attendre"
                then={() => void publish()}
              />
            </p>
          )}
          {waits && served.why_not !== null && served.last?.state !== "en_cours" && (
            <p class="caption" data-test="why-not">
              {typeset(served.why_not)}
            </p>
          )}
          {served.last && <Last of={served.last} />}
        </>
      )}
    </section>
  );
}

const Last = ({ of }: { of: Publication }) => (
  <div class="publication" data-test="publication" data-state={of.state} data-served={String(of.served)}>
    <p class="sentence" data-test="publication-sentence">
      <Prose text={of.sentence} />
    </p>
    {of.state === "en_cours" && (
      <progress max={100} value={of.share ?? undefined} aria-label="Avancement de l’étape en cours" />
    )}
    <p class="caption">
      {typeset("Demandée le ")}
      {moment(of.began_at)}
      {typeset(` par ${of.by}`)}
      {of.ended_at !== null && (
        <>
          {typeset(", terminée le ")}
          {moment(of.ended_at)}
        </>
      )}
    </p>
    {of.state === "echouee" && of.lines.length > 0 && (
      <details data-test="publication-lines">
        <summary>Ce que le programme a dit</summary>
        <ul>
          {of.lines.map((line, i) => (
            <li key={i}>{line}</li>
          ))}
        </ul>
      </details>
    )}
  </div>
);
