// Where the profile of a composition is. Pure.
import { readable, written, type Composed } from "../link";

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

/** The profile of a territory put together by hand, as a page or as a file. */
export const composedProfileAddress = (composed: Composed, cog: number, format: "" | "pdf" | "xlsx" | "docx" = "") =>
  `/profil/groupement${format && `.${format}`}?${partsOf(composed, cog)}`;
