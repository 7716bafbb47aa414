// A list pasted in: what was added, what was there already, what must be chosen, what is not found. Nothing is dropped unsaid.
import { useState } from "preact/hooks";
import { written, type Member } from "../link";
import { count, decimal } from "../number";
import { typeset } from "../typeset";
import type { Place } from "./gazetteer";
import { bringAll } from "./composing";
import { levelWord, whereOf } from "./members";
import { bare } from "./names";
import { readPasted } from "./pasted";
import { readList, type Entry } from "./paste";
import type { Resolution } from "./resolve";

interface Report {
  added: number;
  /** Written more than once, or in the territory before. */
  twice: { entry: Entry; name: string }[];
  /** Whether numbers that are postcodes as well were taken for codes. */
  codes: boolean;
  /** Still to be chosen, or not found. */
  open: Resolution[];
}

/** A choice longer than this is shown whole when asked for. */
const SHOWN = 6;

export function Pasting() {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const [report, setReport] = useState<Report | null>(null);

  async function read() {
    const entries = readList(text);
    if (entries.length === 0) return setFailure("La liste est vide : un nom, un code ou un code postal par ligne.");
    setBusy(true);
    setFailure("");
    try {
      const read = await readPasted(entries);
      const sure = read.filter(({ places }) => places.length === 1);
      const firsts = new Map<string, Place>();
      const twice: Report["twice"] = [];
      for (const { entry, places } of sure) {
        const place = places[0] as Place;
        if (firsts.has(written(place))) twice.push({ entry, name: place.name });
        else firsts.set(written(place), place);
      }
      const there = new Set((await bringAll([...firsts.values()].map(bareOf))).map(written));
      for (const { entry, places } of sure) {
        const place = places[0] as Place;
        if (there.delete(written(place))) twice.push({ entry, name: place.name });
      }
      twice.sort((a, b) => a.entry.line - b.entry.line);
      const added = sure.length - twice.length;
      setReport({
        added,
        twice,
        codes: sure.some(({ why }) => why === "code"),
        open: read.filter(({ places }) => places.length !== 1),
      });
      setText("");
    } catch {
      setFailure("La liste n’a pas pu être lue : le serveur ne répond pas. Elle est toujours là, réessayez.");
    } finally {
      setBusy(false);
    }
  }

  async function take(of: Resolution, places: readonly Place[]) {
    await bringAll(places.map(bareOf));
    close(of);
  }
  const close = (of: Resolution) => setReport((now) => now && { ...now, open: now.open.filter((each) => each !== of) });

  return (
    <details class="pasting" data-test="compose-pasting">
      <summary>Coller une liste</summary>
      <label>
        <span class="caption">{typeset("Noms, codes ou codes postaux, un par ligne ou séparés par ; ou ,")}</span>
        <textarea
          rows={4}
          data-test="compose-paste"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
      </label>
      <button type="button" class="action" data-test="compose-paste-add" disabled={busy} onClick={() => void read()}>
        {busy ? "Lecture de la liste…" : "Ajouter la liste"}
      </button>
      {failure && (
        <p class="own-trouble" role="alert">
          {typeset(failure)}
        </p>
      )}
      {report && <Told report={report} onTake={take} onLeave={close} />}
    </details>
  );
}

interface ToldOf {
  report: Report;
  onTake: (of: Resolution, places: readonly Place[]) => Promise<void>;
  onLeave: (of: Resolution) => void;
}

function Told({ report: { added, twice, codes, open }, onTake, onLeave }: ToldOf) {
  const unknown = open.filter(({ places }) => places.length === 0);
  const several = open.filter(({ places }) => places.length > 1);
  const parts = [
    `${count(added, "territoire ajouté", "territoires ajoutés")}`,
    ...(twice.length > 0 ? [`${decimal(twice.length)} déjà là`] : []),
    ...(several.length > 0 ? [`${decimal(several.length)} à choisir`] : []),
    ...(unknown.length > 0 ? [count(unknown.length, "introuvable", "introuvables")] : []),
  ];
  return (
    <div class="told-of" data-test="compose-report">
      <p role="status">
        <strong>{typeset(`${parts.join(", ")}.`)}</strong>
      </p>
      {codes && (
        <p class="caption">
          {typeset(
            "Les nombres sont lus comme des codes INSEE, non comme des codes postaux : toute la liste en est faite.",
          )}
        </p>
      )}
      {[...several, ...unknown].map((each) => (
        <Undecided key={`${each.entry.line} ${each.entry.text}`} of={each} onTake={onTake} onLeave={onLeave} />
      ))}
      {twice.length > 0 && (
        <details data-test="compose-twice">
          <summary>{typeset(`Déjà là : ${count(twice.length, "ligne", "lignes")}`)}</summary>
          <ul class="caption">
            {twice.map(({ entry, name }) => (
              <li key={`${entry.line} ${entry.text}`}>
                {typeset(`ligne ${entry.line} : ${entry.text}${bare(entry.text) === bare(name) ? "" : `, ${name}`}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

const WHY = {
  code: "",
  name: "plusieurs territoires de ce nom",
  postcode: "code postal de plusieurs communes",
  "code or postcode": "code INSEE d’une commune, et code postal d’autres",
};

/** An entry that nobody but who pasted can decide. */
function Undecided({ of, onTake, onLeave }: { of: Resolution } & Pick<ToldOf, "onTake" | "onLeave">) {
  const { entry, places, near, why } = of;
  const [all, setAll] = useState(false);
  const several = places.length > 1;
  // Of a number that is a code as well, the communes of the postcode are the others.
  const together = why === "code or postcode" ? places.slice(1) : places;
  const offered = several ? places : near;
  const shown = all ? offered : offered.slice(0, SHOWN);
  const heading = several
    ? `« ${entry.text} » : ${WHY[why ?? "name"]}`
    : `« ${entry.text} » : introuvable.${near.length > 0 ? " Au plus près :" : ""}`;
  return (
    <div
      class="undecided"
      role="group"
      aria-label={typeset(heading)}
      data-test={several ? "compose-several" : "compose-unknown"}
    >
      <p>{typeset(heading)}</p>
      <ul>
        {shown.map((place) => (
          <li key={written(place)}>
            <button
              type="button"
              class="choice"
              data-test={`take-${written(place)}`}
              onClick={() => void onTake(of, [place])}
            >
              {typeset(place.name)}{" "}
              <span class="caption">
                {typeset(told(place) + (why === "code or postcode" && place === places[0] ? ", code INSEE" : ""))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class="actions">
        {shown.length < offered.length && (
          <button type="button" class="action" onClick={() => setAll(true)}>
            {typeset(`Voir les ${offered.length}`)}
          </button>
        )}
        {several && together.length > 1 && (
          <button type="button" class="action" onClick={() => void onTake(of, together)}>
            {typeset(why === "name" ? "Tout ajouter" : `Les ${together.length} du code postal`)}
          </button>
        )}
        <button type="button" class="action" onClick={() => onLeave(of)}>
          Ignorer
        </button>
      </p>
    </div>
  );
}

const told = (place: Place) =>
  [
    place.level === "commune" ? whereOf(place) : levelWord(place.level),
    place.population === null ? "" : `${decimal(place.population)} hab.`,
  ]
    .filter(Boolean)
    .join(", ");

const bareOf = ({ level, code }: Place): Member => ({ level, code });
