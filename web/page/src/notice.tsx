// What the reader must be told: a failed request with its retry, words of a link not understood, a lost connection.
import type { Resource } from "./api/resource";
import { CloseIcon } from "./icon";
import { mapTrouble, retryTiles } from "./map/trouble";
import { linkProblems, offline, series, territories, zones } from "./state";
import { typeset } from "./typeset";

export function ProblemBox({ of }: { of: Pick<Resource<unknown>, "problem" | "retry"> }) {
  const problem = of.problem.value;
  if (!problem) return null;
  return (
    <div class="problem" role="alert" data-test="error">
      <p>
        <strong>{typeset(problem.title)}.</strong> {typeset(problem.detail)}
      </p>
      {(problem.status === 0 || problem.status >= 500) && (
        <button type="button" class="action" onClick={() => of.retry()}>
          Réessayer
        </button>
      )}
    </div>
  );
}

export const Offline = () =>
  offline.value ? (
    <p class="notice" role="status">
      Hors ligne : ce qui est déjà chargé reste lisible, le reste attend la connexion.
    </p>
  ) : null;

export const LinkProblems = () =>
  linkProblems.value.length > 0 ? (
    <div class="notice" role="status" data-test="error">
      <div>
        {linkProblems.value.map((sentence) => (
          <p key={sentence}>{typeset(sentence)}</p>
        ))}
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label="Fermer ce message"
        onClick={() => (linkProblems.value = [])}
      >
        <CloseIcon />
      </button>
    </div>
  ) : null;

/** `quiet`: another message says already that the server does not answer. */
export function TilesMissing({ quiet = false }: { quiet?: boolean }) {
  const trouble = mapTrouble.value;
  if (trouble === "publication") {
    return (
      <div class="notice" role="status" data-test="published-anew">
        <p>De nouvelles données viennent d’être publiées.</p>
        <button type="button" class="action first" onClick={() => location.reload()}>
          Recharger la page
        </button>
      </div>
    );
  }
  if (trouble !== "tuiles" || quiet) return null;
  return (
    <div class="notice" role="status" data-test="tiles-missing">
      <p>Une partie de la carte n’a pas pu être chargée ; nouvel essai dans quelques secondes.</p>
      <button type="button" class="action" onClick={retryTiles}>
        Réessayer
      </button>
    </div>
  );
}

/** Messages across the page, below the bar. */
export const Notices = () => (
  <div class="notices">
    <Offline />
    <LinkProblems />
    <TilesMissing quiet={series.problem.value !== null} />
    <ProblemBox of={series} />
    {!series.problem.value && <ProblemBox of={territories} />}
    {!series.problem.value && !territories.problem.value && <ProblemBox of={zones} />}
  </div>
);
