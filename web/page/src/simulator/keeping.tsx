// Keeping the scenarios under a short address: under a name, as a new set, or as the next version of one that this browser has the key of.
import { useState } from "preact/hooks";
import { Problem } from "../api/problem";
import { typeset } from "../typeset";
import { idOf, addressOf, keep, owned, pageOf, sameAs, type Own } from "./kept";
import { go, keptSet, view } from "./state";

const NAME_LENGTH = 80;

export function Keeping() {
  const of = view.value;
  const id = of && idOf(of);
  const before = owned.value.find((own) => own.id === id);
  const read = keptSet.data.value?.versions.at(-1)?.name;
  const [written, setWritten] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const [busy, setBusy] = useState(false);
  if (!of) return null;
  if (of.scenarios.length === 0) return <Owned />;
  const nom = (written ?? before?.nom ?? read ?? "").replace(/\s+/g, " ").trim();
  const there = sameAs(owned.value, of, nom);

  async function act(as?: Own) {
    if (!of) return;
    setBusy(true);
    setTold("");
    try {
      const own = await keep(of, nom, as);
      go({ garde: `${own.id}.${own.version}` }, "replace");
    } catch (fault) {
      setTold(fault instanceof Problem ? `${fault.title}. ${fault.detail}` : "Les scénarios n’ont pas pu être gardés.");
    }
    setBusy(false);
  }

  const address = there && new URL(addressOf(there.id), location.href).href;
  return (
    <form
      class="keeping"
      onSubmit={(event) => {
        event.preventDefault();
        void act(before);
      }}
    >
      <label>
        <span>Nom de ces scénarios</span>
        <input
          type="text"
          maxLength={NAME_LENGTH}
          value={written ?? before?.nom ?? read ?? ""}
          data-test="keep-name"
          onInput={({ currentTarget }) => setWritten(currentTarget.value)}
        />
      </label>
      {there && address ? (
        <p role="status" data-test="kept">
          {typeset(`Gardés, version ${there.version} : `)}
          <a href={address} data-test="kept-short">
            {address.replace(/^https?:\/\//, "")}
          </a>
        </p>
      ) : (
        <p class="hand-ways">
          {before && (
            <button type="submit" class="action" data-test="keep-version" disabled={busy || nom === ""}>
              {typeset(`Garder comme version ${before.version + 1}`)}
            </button>
          )}
          <button
            type={before ? "button" : "submit"}
            class="action"
            data-test="keep"
            disabled={busy || nom === ""}
            {...(before ? { onClick: () => void act() } : {})}
          >
            {before ? "Garder à part" : "Garder sous un lien court"}
          </button>
        </p>
      )}
      {told && (
        <p class="problem" role="alert" data-test="error">
          {typeset(told)}
        </p>
      )}
    </form>
  );
}

/** What this browser keeps the keys of, where nothing is compared yet. */
function Owned() {
  if (owned.value.length === 0) return null;
  return (
    <details class="keeping" data-test="owned">
      <summary>Gardés depuis ce navigateur</summary>
      <ul>
        {owned.value.map((own) => (
          <li key={own.id}>
            <a href={pageOf(own)} data-test={`owned-${own.id}`}>
              {typeset(own.nom)}
            </a>{" "}
            <span class="caption">{typeset(`version ${own.version}`)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What became of what kept scenarios name, where they were opened from their short link. */
export function KeptChanges() {
  const number = Number(view.value?.garde?.split(".")[1]);
  const version = keptSet.data.value?.versions.find((each) => each.version === number);
  if (keptSet.problem.value)
    return (
      <p class="notice" role="status">
        {typeset(`${keptSet.problem.value.title}. ${keptSet.problem.value.detail}`)}
      </p>
    );
  if (!version || version.changes.length === 0) return null;
  return (
    <div class="notice" role="status" data-test="kept-changes">
      <p>{typeset(`Depuis que « ${version.name} » a été gardé, ce qu’il nomme a changé :`)}</p>
      <ul>
        {version.changes.map((change) => (
          <li key={change}>{typeset(change)}</li>
        ))}
      </ul>
    </div>
  );
}
