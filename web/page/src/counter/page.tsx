// The counter: who is here, the parts that their rights open, and the part of the link. Who is not signed in reads what it is for, and
// finds the files to fill in.
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { LinkProblems, Offline, ProblemBox } from "../notice";
import { typeset } from "../typeset";
import { Accounts } from "./accounts";
import { ActivityRows } from "./activity-rows";
import { AuditLog } from "./audit-log";
import { CounterBar } from "./counter-bar";
import { Deposits } from "./deposits";
import { Door } from "./door";
import { INITIAL, writeLink, type Room } from "./link";
import { OneDeposit } from "./one-deposit";
import { OwnCoverage } from "./own-coverage";
import { deposit, go, kinds, me, room, rooms, told, trouble, view } from "./state";
import { Templates } from "./templates";
import { Tokens } from "./tokens";

const NAME = "Dépôt — Lanterne, observatoire de l’économie sociale et solidaire";

export function CounterPage() {
  useEffect(
    () =>
      effect(() => {
        const file = view.value.depot === null ? null : deposit.data.value?.file;
        const name = rooms.value.find((each) => each.room === room.value)?.name;
        const part = file ?? (room.value === INITIAL.volet ? null : name);
        document.title = part ? `${part}, ${NAME}` : NAME;
      }),
    [],
  );
  const who = me.data.value;
  return (
    <div class="counter">
      <a class="skip" href="#contenu">
        Aller au contenu
      </a>
      <CounterBar />
      <div class="notices">
        <Offline />
        <LinkProblems />
        <ProblemBox of={me} />
        <ProblemBox of={kinds} />
        <Trouble />
      </div>
      {!who && !me.problem.value && <Waiting />}
      {who && (who.rights.includes("deposit") ? <Rooms /> : <Door who={who} />)}
      <p class="unseen" role="status" aria-live="polite" data-test="told">
        {typeset(told.value)}
      </p>
    </div>
  );
}

const Waiting = () => (
  <main class="sheet" aria-busy="true">
    <div class="content">
      <div class="bone title" />
      <div class="bone" />
      <div class="bone tall" />
    </div>
  </main>
);

/** What went wrong with what was just done. */
function Trouble() {
  const problem = trouble.value;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: "nearest" }), [problem]);
  if (!problem) return null;
  return (
    <div class="problem" role="alert" data-test="trouble" ref={box}>
      <p>
        <strong>{typeset(problem.title)}.</strong> {typeset(problem.detail)}
      </p>
      <button type="button" class="action" onClick={() => (trouble.value = null)}>
        Fermer
      </button>
    </div>
  );
}

const CONTENT: Record<Room, () => preact.JSX.Element> = {
  depots: () =>
    view.value.depot === null ? <Deposits /> : <OneDeposit key={view.value.depot} id={view.value.depot} />,
  modeles: () => <Templates />,
  activite: () => <ActivityRows />,
  couverture: () => <OwnCoverage />,
  jetons: () => <Tokens />,
  comptes: () => <Accounts />,
  journal: () => <AuditLog />,
};

function Rooms() {
  const shown = room.value;
  const content = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  // Who moves by keyboard or hears the page goes on at the title of the new part.
  useEffect(() => {
    if (first.current) first.current = false;
    else content.current?.querySelector<HTMLElement>("h1")?.focus();
  }, [shown, view.value.depot]);
  return (
    <main class="sheet">
      <nav class="rooms" aria-label="Parties du dépôt">
        <ul>
          {rooms.value.map((each) => (
            <li key={each.room}>
              <a
                href={`/depot${writeLink({ ...INITIAL, volet: each.room })}`}
                aria-current={each.room === shown ? "page" : undefined}
                data-test={`room-${each.room}`}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  go({ volet: each.room });
                }}
              >
                {each.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="content" id="contenu" tabIndex={-1} ref={content}>
        {shown !== view.value.volet && (
          <p class="notice" role="status" data-test="closed-room">
            {typeset("Cette partie n’est pas ouverte à votre compte : voici les modèles de fichiers.")}
          </p>
        )}
        {CONTENT[shown]()}
      </div>
    </main>
  );
}
