// The page of the deployment: findings, map, curves, figures; the same four as faces on a phone.
import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Problem } from "../api/problem";
import { PatternDefinitions } from "../chart/pattern-defs";
import { PageBar } from "../pages";
import { typeset } from "../typeset";
import { MonitorAnnouncer } from "./announce";
import { Curves } from "./curves";
import { Figures } from "./figures";
import { Findings } from "./findings";
import { MonitorMap } from "./map";
import { MonitorNotices } from "./notices";
import { MonitorRegion } from "./region";
import { chosen, deployment, face, type Face } from "./state";

const NAME = "Déploiement — Lanterne, observatoire de l’économie sociale et solidaire";

export function MonitorPage() {
  useEffect(
    () =>
      effect(() => {
        document.title = chosen.value?.scheme ? `${chosen.value.name}, ${NAME}` : NAME;
      }),
    [],
  );
  const problem = deployment.problem.value;
  const nothing = problem?.status === 404;
  return (
    <div class="monitor" data-face={face.value} data-empty={nothing}>
      {!nothing && (
        <>
          <a class="skip" href="#constats" onClick={() => (face.value = "constats")}>
            Aller aux constats
          </a>
          <a class="skip" href="#carte" onClick={() => (face.value = "carte")}>
            Aller à la carte
          </a>
        </>
      )}
      <PatternDefinitions />
      <MonitorBar />
      {nothing ? (
        <Nothing problem={problem} />
      ) : (
        <>
          <main class="deployed">
            <h1 class="unseen">Déploiement des dispositifs d’aide à l’ESS</h1>
            <MonitorNotices />
            <Findings />
            <MonitorMap />
            <Curves />
            <Figures />
          </main>
          <Faces />
        </>
      )}
      <MonitorAnnouncer />
    </div>
  );
}

function MonitorBar() {
  return (
    <PageBar here="/deploiement">
      <MonitorRegion hook="region" />
    </PageBar>
  );
}

/** A snapshot without activity: why, and where to go. */
function Nothing({ problem }: { problem: Problem }) {
  useEffect(() => void (document.documentElement.dataset.ready = "true"), []);
  return (
    <main class="nothing" data-test="nothing">
      <h1>{typeset(problem.title)}</h1>
      <p>{typeset(problem.detail)}</p>
      <p>
        <a class="action first" href="/">
          Ouvrir la carte de l’ESS
        </a>
      </p>
    </main>
  );
}

const FACES: [Face, string][] = [
  ["constats", "Constats"],
  ["carte", "Carte"],
  ["courbes", "Courbes"],
  ["chiffres", "Chiffres"],
];

/** The four faces of the page on a phone. */
const Faces = () => (
  <nav class="faces" aria-label="Parties de la page">
    {FACES.map(([name, label]) => (
      <button
        key={name}
        type="button"
        data-test={`face-${name}`}
        aria-current={face.value === name ? "page" : undefined}
        onClick={() => (face.value = name)}
      >
        {label}
      </button>
    ))}
  </nav>
);
