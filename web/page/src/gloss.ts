// Which words of a served sentence have a method: the sentence is the server's, the method is the catalogue's, this list only says
// where one speaks of the other. The first time a method is named in a text, its words lead to it.

import type { Uncertainty } from "./api/document";

const GLOSSARY: [RegExp, string][] = [
  [/Gi\* de Getis et Ord|\bz −?\d+,\d/u, "gi_star"],
  [/\bq de (?:(?:plus|moins) de )?\d,\d+/u, "fausses_decouvertes"],
  [/réglages voisins/u, "zone_blanche_stabilite"],
  [/taux lissés?/u, "lissage"],
  [/[Pp]robabilité/u, "probabilite_seuil"],
  [/d’un seul tenant/u, "zone_blanche_aire"],
  [/peu fiable/u, "fiabilite"],
  [/tranches? d’effectif/u, "emplois_estimes"],
  [/entre la \d+\p{L}+ et la \d+\p{L}+ place/u, "intervalle_rang"],
];

export interface Piece {
  text: string;
  /** Slug of the method the words name; `null` for plain text. */
  method: string | null;
}

/** A typeset text cut at the words that name a method; its pieces together are the text. */
export function gloss(text: string, also: [RegExp, string][] = []): Piece[] {
  const found = [...also, ...GLOSSARY]
    .map(([words, method]) => ({ method, match: new RegExp(words.source.replaceAll(" ", "\\s"), "u").exec(text) }))
    .flatMap(({ method, match }) => (match ? [{ method, from: match.index, to: match.index + match[0].length }] : []))
    .sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { method, from, to } of found) {
    if (from < at) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), method: null });
    pieces.push({ text: text.slice(from, to), method });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), method: null });
  return pieces;
}

/** The method behind the bounds of a figure; `null` where it has none. */
export const INTERVAL: Record<Uncertainty, string | null> = {
  poisson: "intervalle_comptage",
  wilson: "intervalle_part",
  tranche: "emplois_estimes",
  compte: null,
  aucun: null,
};

/** What the bounds of a figure are called at the head of their column; `null`: there is none. */
export const BOUNDS: Record<Uncertainty, string | null> = {
  poisson: "Intervalle à 95 %",
  wilson: "Intervalle à 95 %",
  tranche: "Bornes des tranches",
  compte: null,
  aucun: null,
};

/** The words of a sentence that speak of such bounds. */
export function ofBounds(uncertainty: Uncertainty): [RegExp, string][] {
  const method = INTERVAL[uncertainty];
  return method ? [[/intervalle/u, method]] : [];
}
