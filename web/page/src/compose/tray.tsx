// The tray of a territory being composed, in the place of a territory's panel: its name, what it holds, the ways to add, the ways on.
import { CloseIcon } from "../icon";
import { LONGEST_NAME } from "../link";
import { isPhone } from "../map/camera";
import { ProblemBox } from "../notice";
import { count } from "../number";
import { Combobox } from "../search/combobox";
import { typeset } from "../typeset";
import { bring, composed, rename, said, totals } from "./composing";
import { Owned } from "./keeping";
import { known, retry, trouble } from "./known";
import { Members } from "./members";
import { Pasting } from "./pasting";
import { leave } from "./shown";
import { Ways } from "./ways";
import { Zones } from "./zones";
import "../style/compose.css";

export function Tray() {
  const now = composed.value;
  if (!now) return null;
  return (
    <>
      <button
        type="button"
        class="icon-button close"
        aria-label="Terminer la composition"
        data-test="compose-close"
        onClick={leave}
      >
        <CloseIcon />
        <span aria-hidden="true">Terminer</span>
      </button>
      <header>
        <p class="caption">Territoire composé</p>
        <h1 class="unseen">{typeset(now.nom || "Territoire composé, sans nom")}</h1>
        <textarea
          rows={1}
          class="name"
          data-test="compose-name"
          aria-label="Nom du territoire composé"
          placeholder="Donnez-lui un nom"
          maxLength={LONGEST_NAME}
          autocomplete="off"
          spellcheck={false}
          value={now.nom}
          onInput={(event) => rename(event.currentTarget.value.replace(/\s*\n\s*/g, " "))}
          onKeyDown={(event) => /^(Escape|Enter)$/.test(event.key) && event.currentTarget.blur()}
        />
        <Totals />
      </header>
      <ProblemBox of={{ problem: trouble, retry }} />
      <ProblemBox of={totals} />
      <Combobox
        hook="compose-search"
        look="adding"
        label="Ajouter un territoire : nom, code ou code postal"
        placeholder={() => "Ajouter : nom, code, code postal"}
        onTake={({ level, code }) => void bring({ level, code })}
        stays
      />
      <Pasting />
      <Zones />
      <Members
        title="Dans le territoire"
        hook="members"
        list={now.membres}
        act="Retirer"
        none={isPhone() ? HINT_TOUCH : HINT}
      />
      {now.membres.length === 0 && <Owned />}
      {now.sauf.length > 0 && <Members title="Sauf" hook="except" list={now.sauf} act="Remettre" />}
      <Ways />
    </>
  );
}

const HINT =
  "Cliquez sur la carte : un clic ajoute, un second enlève. Au niveau des communes, un clic dans un EPCI déjà ajouté enlève la commune.";
const HINT_TOUCH =
  "Touchez la carte : un toucher ajoute, un second enlève. Au niveau des communes, toucher un EPCI déjà ajouté enlève la commune.";

/** What it comes to; under it what was done last, or how communes are counted. */
function Totals() {
  const [now, sum] = [composed.value, totals.data.value];
  const empty = !now || now.membres.length === 0;
  const note = empty ? "" : `Chaque commune compte une fois, géographie ${known.value?.cog ?? ""}.`;
  return (
    <>
      <p class="lead" data-test="compose-totals" aria-busy={totals.loading.value}>
        {empty && "Réunissez des communes, des EPCI, des départements."}
        {!empty && !sum && (trouble.value || totals.problem.value ? "Communes non lues." : "Lecture des communes…")}
        {!empty && sum?.communes === 0 && sum.sentence}
        {!empty && sum && sum.communes > 0 && (
          <>
            <strong data-test="compose-communes" data-value={sum.communes}>
              {count(sum.communes, "commune", "communes")}
            </strong>
            {", "}
            {sum.population === null ? (
              "population inconnue"
            ) : (
              <strong data-test="compose-population" data-value={sum.population}>
                {count(sum.population, "habitant", "habitants")}
              </strong>
            )}
            .
          </>
        )}
      </p>
      <p class="caption said" role="status" data-test="compose-said">
        {said.value || (sum ? typeset(note) : "")}
      </p>
      {!empty && sum?.ess && (
        <p class="caption" data-test="compose-ess">
          {[sum.ess, ...sum.notes, sum.notice ?? ""].join(" ").trim()}
        </p>
      )}
    </>
  );
}
