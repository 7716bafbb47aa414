// The members of a composition, or what is taken away from it: each with its level, its size, and the way out.
import { useLayoutEffect, useRef } from "preact/hooks";
import { CloseIcon, PlusIcon } from "../icon";
import { written, type Member as Part } from "../link";
import { count, decimal } from "../number";
import { Prose } from "../prose";
import { hovered, level, snapshot } from "../state";
import { typeset } from "../typeset";
import { composed, putBack, takeOut } from "./composing";
import type { Place } from "./gazetteer";
import { heldBy } from "./grouping";
import { known } from "./known";

interface List {
  title: string;
  /** Name for tests. */
  hook: string;
  list: readonly Part[];
  act: "Retirer" | "Remettre";
  /** What is said of an empty list. */
  none?: string;
}

export function Members({ title, hook, list, act, none }: List) {
  const host = useRef<HTMLUListElement>(null);
  // Where the focus goes once the button that had it is gone.
  const next = useRef<number | null>(null);
  useLayoutEffect(() => {
    const at = next.current;
    if (at === null) return;
    next.current = null;
    const buttons = host.current?.querySelectorAll("button") ?? [];
    const there = buttons[Math.min(at, buttons.length - 1)];
    (there ?? document.querySelector<HTMLElement>('[data-test="compose-search"]'))?.focus();
  }, [list]);
  return (
    <div class="members" role="group" aria-label={title} data-test={`compose-${hook}`}>
      <h2>{title}</h2>
      {list.length === 0 && none && <p class="empty">{typeset(none)}</p>}
      <ul ref={host}>
        {list.map((each, i) => (
          <Member
            key={written(each)}
            of={each}
            act={act}
            onAct={() => {
              next.current = i;
              hovered.value = null;
              (act === "Retirer" ? takeOut : putBack)(each);
            }}
          />
        ))}
      </ul>
    </div>
  );
}

function Member({ of, act, onAct }: { of: Part; act: List["act"]; onAct: () => void }) {
  const [now, among] = [composed.value, known.value];
  const place = among?.place(of);
  const name = place?.name ?? (among ? `${levelWord(of.level)} ${of.code}` : of.code);
  const point = (row: number | null) => {
    if (place && place.level === level.value) hovered.value = row;
  };
  return (
    <li
      data-test={`member-${written(of)}`}
      onMouseEnter={() => point(place?.row ?? null)}
      onMouseLeave={() => point(null)}
    >
      <p>
        <Prose text={name} />
        <span class="caption">{typeset(among ? aboutOf(of) : "")}</span>
        {act === "Retirer" && now && among && <Within of={of} />}
      </p>
      <button type="button" class="icon-button" aria-label={typeset(`${act} ${name}`)} title={act} onClick={onAct}>
        {act === "Retirer" ? <CloseIcon /> : <PlusIcon />}
      </button>
    </li>
  );
}

/** « EPCI, 41 communes, 19 637 habitants » ; « Commune, Somme, 7 090 habitants ». */
function aboutOf(of: Part): string {
  const place = known.value?.place(of);
  if (!place) return "Code inconnu ici : il n’entre pas dans le profil.";
  const people = place.population === null ? "population n.d." : `${decimal(place.population)} habitants`;
  const communes = known.value?.communes(of).length ?? 0;
  const what = of.level === "commune" ? whereOf(place) : count(communes, "commune", "communes");
  return [levelWord(of.level), what, people].filter(Boolean).join(", ");
}

/** The département of a place by its name. */
export const whereOf = ({ departement }: Place): string =>
  (departement && known.value?.place({ level: "departement", code: departement })?.name) || (departement ?? "");

/** Says that another member holds it already, so that nobody believes it counted twice. */
function Within({ of }: { of: Part }) {
  const [now, among] = [composed.value, known.value];
  const holder = now && among && heldBy(of, now, among);
  const name = holder && among.place(holder)?.name;
  return name ? <span class="caption">{typeset(`déjà dans ${name} : comptée une fois`)}</span> : null;
}

export const levelWord = (of: Part["level"]): string =>
  of === "zone" ? "Zone déclarée" : (snapshot.value?.levels.find((each) => each.slug === of)?.label ?? of);
