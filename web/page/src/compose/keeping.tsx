// Keeping what is composed under a short address: as a new territory, or as the next version of one that this browser has the key of.
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../api/problem";
import type { Composed } from "../link";
import { typeset } from "../typeset";
import { addressOf, changing, current, keep, mapOf, owned, sameAs, type Own } from "./kept";

export function Keeping({ composed, cog }: { composed: Composed; cog: number }) {
  const [told, setTold] = useState("");
  const [busy, setBusy] = useState(false);
  const [there, before] = [sameAs(composed, cog), changing.value];
  // What is changed from here on is the next version of what was read.
  useEffect(() => {
    if (there) current.value = there.id;
  }, [there?.id]);
  const unnamed = composed.nom.trim() === "";

  async function act(as?: Own) {
    setBusy(true);
    setTold("");
    try {
      await keep(composed, cog, as);
    } catch (fault) {
      setTold(fault instanceof Problem ? `${fault.title}. ${fault.detail}` : "Le territoire n’a pas pu être gardé.");
    }
    setBusy(false);
  }

  if (there) {
    const address = new URL(addressOf(there.id), location.href).href;
    return (
      <p class="kept" role="status" data-test="compose-kept">
        {typeset(`Gardé, version ${there.version} : `)}
        <a href={address} data-test="compose-short">
          {address.replace(/^https?:\/\//, "")}
        </a>
      </p>
    );
  }
  return (
    <div class="kept">
      <p class="actions">
        {before && (
          <button
            type="button"
            class="action"
            data-test="compose-revise"
            disabled={busy || unnamed}
            onClick={() => void act(before)}
          >
            {typeset(`Garder comme version ${before.version + 1}`)}
          </button>
        )}
        <button
          type="button"
          class="action"
          data-test="compose-keep"
          disabled={busy || unnamed}
          onClick={() => void act()}
        >
          {before ? "Garder à part" : "Garder sous un lien court"}
        </button>
        {unnamed && <span class="caption">Donnez-lui d’abord un nom.</span>}
      </p>
      {told && (
        <p class="caption" role="alert">
          {typeset(told)}
        </p>
      )}
    </div>
  );
}

/** What this browser keeps the keys of, where nothing is composed yet. */
export function Owned() {
  if (owned.value.length === 0) return null;
  return (
    <section class="owned" aria-label="Territoires gardés">
      <h2>Gardés depuis ce navigateur</h2>
      <ul>
        {owned.value.map((own) => (
          <li key={own.id}>
            <a href={mapOf(own)} data-test={`owned-${own.id}`}>
              {typeset(own.nom)}
            </a>{" "}
            <span class="caption">{typeset(`version ${own.version}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
