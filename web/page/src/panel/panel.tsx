// The right panel: one territory, from a sentence to its sources. Everything in it is served; this sets it in type.
import { useState } from "preact/hooks";
import { seriesFileAddress } from "../api/address";
import type { Territory } from "../api/document";
import { ComposeEntry, ComposeWith } from "../compose/entry";
import { CloseIcon } from "../icon";
import { ProblemBox } from "../notice";
import { ofBounds } from "../gloss";
import { Gloss } from "../method";
import { Prose } from "../prose";
import { figure } from "../number";
import { go, scope, territory, view } from "../state";
import { Term } from "../term";
import { typeset } from "../typeset";
import { Comparisons } from "./comparison";
import { Figures } from "./figures";
import { Operators } from "./operators";
import { Published } from "./published";
import { Rank } from "./rank";
import { Structure } from "./structure";
import { WhiteZoneTests } from "./white-zone";
import { compare, compared } from "../views/comparison";

export function Panel() {
  const asked = view.value?.territoire;
  if (!asked) {
    return (
      <aside class="panel none" aria-label="Territoire choisi" data-test="panel">
        <p class="empty">Choisissez un territoire sur la carte, dans le tableau ou par la recherche.</p>
        <ComposeEntry hook="compose-phone" />
      </aside>
    );
  }
  const shown = territory.data.value;
  const current = shown && shown.level === asked.level && shown.code === asked.code ? shown : null;
  return (
    <aside
      class="panel"
      id="profil"
      aria-label="Territoire choisi"
      data-test="panel"
      aria-busy={territory.loading.value}
    >
      <button
        type="button"
        class="icon-button close"
        aria-label="Fermer le panneau du territoire"
        data-test="panel-close"
        onClick={() => go({ territoire: null })}
      >
        <CloseIcon />
      </button>
      <ProblemBox of={territory} />
      {current ? <Profile of={current} /> : !territory.problem.value && <Waiting />}
    </aside>
  );
}

function Profile({ of }: { of: Territory }) {
  return (
    <>
      <header>
        <p class="caption">
          <Prose text={of.context} />
        </p>
        <h1 data-test="panel-name">
          <Prose text={of.name} />
        </h1>
        {of.zonage && <Zones of={of.zonage} />}
        <Lead of={of} />
        <p class="caption">
          <Gloss text={of.detail} also={ofBounds(of.headline.uncertainty)} />
        </p>
        {of.partial && (
          <p class="caption">
            <Term definition="Le registre ne couvre pas tout ce territoire, à cheval sur une limite de région ; les chiffres parlent de la part couverte.">
              Territoire partiel
            </Term>
          </p>
        )}
      </header>
      <Comparisons of={of} />
      <Rank of={of} />
      <WhiteZoneTests of={of} />
      <Structure of={of} />
      <Operators of={of} />
      <Figures of={of} />
      <Published of={of} />
      <footer>
        <p class="caption" data-test="panel-source">
          {typeset(of.source_line)}
          {of.synthetic && (
            <strong class="synthetic" data-test="panel-notice" title={typeset(of.notice ?? "")}>
              {" "}
              Données synthétiques.
            </strong>
          )}
        </p>
        <Actions />
      </footer>
    </>
  );
}

/** The zones of study a commune is in, each a way to it. */
function Zones({ of }: { of: NonNullable<Territory["zonage"]> }) {
  return (
    <p class="caption" data-test="panel-zones">
      Dans{" "}
      {of.map((zone, i) => (
        <span key={zone.level}>
          {i > 0 && " et "}
          <button
            type="button"
            class="way"
            data-test={`panel-${zone.level}`}
            onClick={() => go({ niveau: zone.level, territoire: { level: zone.level, code: zone.code } })}
          >
            {typeset(zone.label)}
          </button>
        </span>
      ))}
    </p>
  );
}

/** The lead with its figures in bold, the territory's own first; when the sentence does not hold it, it stands alone below. */
function Lead({ of }: { of: Territory }) {
  const own = figure(of.headline.value, of.headline.absence, of.headline.decimals);
  // A whole number is looked for by itself: other whole numbers stand in the sentence.
  const whole = /^[\d\u202f]+$/.test(own) ? `(?<![\\d\u202f,])${own}(?![\\d\u202f,])|` : "";
  const parts = typeset(of.lead).split(new RegExp(`(${whole}−?\\d[\\d\\u202f]*,\\d+|n\\.d\\.)`, "u"));
  const at = parts.indexOf(own);
  return (
    <>
      <p class="lead">
        {parts.map((part, i) =>
          i % 2 === 1 ? (
            <strong
              key={i}
              data-test={i === at ? "panel-value" : undefined}
              data-value={i === at ? of.headline.value : undefined}
            >
              {part}
            </strong>
          ) : (
            <Prose key={i} text={part} />
          ),
        )}
      </p>
      {at < 0 && (
        <p class="figure-alone" data-test="panel-value" data-value={of.headline.value}>
          {own}
        </p>
      )}
    </>
  );
}

function Actions() {
  const [said, setSaid] = useState("");
  const shown = view.value;
  const asked = scope.value;
  async function copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      setSaid("Lien copié");
    } catch {
      setSaid("Copiez l’adresse de la page : elle contient tout");
    }
    setTimeout(() => setSaid(""), 4000);
  }
  return (
    <p class="actions">
      <button type="button" class="action first" data-test="copy-link" onClick={copy}>
        Copier le lien
      </button>
      {shown && asked && (
        <a
          class="action"
          data-test="csv"
          href={seriesFileAddress(shown.indicateur, asked, shown.decoupage, "csv")}
          download
        >
          CSV
        </a>
      )}
      {shown?.territoire && (
        <a
          class="action"
          data-test="profile"
          href={`/profil/${shown.territoire.level}-${encodeURIComponent(shown.territoire.code)}`}
        >
          Profil complet
        </a>
      )}
      {shown?.territoire && (
        <button
          type="button"
          class="action"
          data-test="compare"
          aria-pressed={compared(shown.territoire)}
          onClick={() => {
            if (!shown.territoire) return;
            compare(shown.territoire);
            if (!compared(shown.territoire)) return;
            go({ volet: "comparaison" });
          }}
        >
          {compared(shown.territoire) ? "Ne plus comparer" : "Comparer"}
        </button>
      )}
      {shown?.territoire && <ComposeWith one={shown.territoire} />}
      <button type="button" class="action" onClick={() => print()}>
        Imprimer
      </button>
      <span role="status" class="caption">
        {said}
      </span>
    </p>
  );
}

const Waiting = () => (
  <div class="waiting" aria-hidden="true">
    <div class="bone" style="width:50%" />
    <div class="bone title" />
    <div class="bone" />
    <div class="bone" style="width:80%" />
    <div class="bone tall" />
  </div>
);
