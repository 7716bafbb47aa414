// Where the profile of a composition is. Pure.
import { readable, written, type Composed } from "../link";

/** The profile of a territory put together by hand, as a page or as a file; the year of its codes keeps the link true for ever. */
export function composedProfileAddress(
  { membres, sauf, nom }: Composed,
  cog: number,
  format: "" | "pdf" | "xlsx" = "",
) {
  const words = Object.entries({
    membres: membres.map(written).join(),
    sauf: sauf.map(written).join(),
    nom: nom.trim(),
    cog: String(cog),
  }).filter(([, word]) => word !== "");
  return `/profil/groupement${format && `.${format}`}?${words.map(([name, word]) => `${name}=${readable(word)}`).join("&")}`;
}
