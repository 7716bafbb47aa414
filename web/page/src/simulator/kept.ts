// Scenarios that were kept on the server, and the keys that let their next versions in.
import { shelf, type Kept } from "../kept";
import { keptWords, type SimulatorView } from "./link";

/** Scenarios that this browser keeps the key of. */
export interface Own extends Kept {
  /** What the last version says, as the words of a link. */
  words: string;
}

const { owned, keep: keepWords } = shelf<Own>({
  name: "lanterne.scenarios",
  path: "/api/v1/scenarios",
  said: "words",
});
export { owned };

export const addressOf = (id: string): string => `/scenario/${id}`;

/** Its page, as it was kept last. */
export const pageOf = ({ id, version, words }: Own): string =>
  `/deploiement/simulateur?${words}&garde=${id}.${version}`;

/** Identifier of what a view was kept as. */
export const idOf = ({ garde }: Pick<SimulatorView, "garde">): string | null => garde?.split(".")[0] ?? null;

/** The kept one whose last version says exactly what is shown, under that name. */
export const sameAs = (own: readonly Own[], view: SimulatorView, nom: string): Own | undefined =>
  own.find((each) => each.id === idOf(view) && each.words === keptWords(view) && each.nom === nom);

/** Keeps what is shown, as a new set or as the next version of one. Throws a Problem. */
export function keep(view: SimulatorView, nom: string, as?: Own): Promise<Own> {
  const words = keptWords(view);
  return keepWords(`nom=${encodeURIComponent(nom)}&${words}`, { words, nom }, as);
}
