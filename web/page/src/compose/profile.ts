// Where the profile of a composition is, and what it comes to. Pure.
import { compositionAddress } from "../api/address";
import { readable, written, type Composed, type Member } from "../link";
import type { Gazetteer } from "./gazetteer";
import { communesOf } from "./grouping";

/** What a composition is, as the parameters of a link; the year of its codes keeps it true for ever. */
export function partsOf({ membres, sauf, nom }: Composed, cog: number): string {
  const words = Object.entries({
    membres: membres.map(written).join(),
    sauf: sauf.map(written).join(),
    nom: nom.trim(),
    cog: String(cog),
  }).filter(([, word]) => word !== "");
  return words.map(([name, word]) => `${name}=${readable(word)}`).join("&");
}

/** A composition without the codes that are not known: one of them would have all of it refused. */
export const knownOf = (composed: Composed, known: Gazetteer): Composed => {
  const there = (list: readonly Member[]) => list.filter((each) => known.place(each) !== undefined);
  return { ...composed, membres: there(composed.membres), sauf: there(composed.sauf) };
};

/** Where what a composition comes to is asked for; none while nothing is in it. Its name changes no figure. */
export const totalsAddress = (composed: Composed, cog: number): string | null =>
  composed.membres.length > 0 ? compositionAddress(partsOf({ ...composed, nom: "" }, cog)) : null;

/** An address that is asked for every tile must stay short. */
const LONGEST = 4000;

/** What the tiles of a composition as one territory are asked for by: what is known of it, for a code that is not would have all of
 * it refused. None where no commune is left, nor where its name would be too long: its members are outlined then. */
export function wholeOf(composed: Composed, known: Gazetteer): string | null {
  const there = (list: readonly Member[]) =>
    list
      .filter((each) => known.communes(each).length > 0)
      .map(written)
      .join();
  if (communesOf(composed, known).size === 0) return null;
  const sauf = there(composed.sauf);
  const parts = `membres=${readable(there(composed.membres))}${sauf && `&sauf=${readable(sauf)}`}`;
  return parts.length > LONGEST ? null : parts;
}

/** The profile of a territory put together by hand, as a page or as a file. */
export const composedProfileAddress = (composed: Composed, cog: number, format: "" | "pdf" | "xlsx" | "docx" = "") =>
  `/profil/groupement${format && `.${format}`}?${partsOf(composed, cog)}`;
