// Scenarios that were kept on the server, and the keys that let their next versions in: those stay in this browser.
import { signal } from "@preact/signals";
import { Problem, UNREACHABLE, problemOf } from "../api/problem";
import { keptWords, type SimulatorView } from "./link";

/** Scenarios that this browser keeps the key of. */
export interface Own {
  id: string;
  key: string;
  version: number;
  /** What the last version says, as the words of a link. */
  words: string;
  nom: string;
}

const SHELF = "lanterne.scenarios";
/** How many keys a browser holds. */
const MOST = 30;

/** What was on the shelf; nothing where what is read is none of ours. */
export function readShelf(text: string | null): Own[] {
  try {
    const read: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(read) ? read.filter(isOwn) : [];
  } catch {
    return [];
  }
}

function isOwn(one: unknown): one is Own {
  const { id, key, version, words, nom } = (one ?? {}) as Record<string, unknown>;
  return [id, key, words, nom].every((word) => typeof word === "string") && typeof version === "number";
}

function shelf(): Own[] {
  try {
    return readShelf(localStorage.getItem(SHELF));
  } catch {
    return [];
  }
}

/** The last kept first. */
export const owned = signal<readonly Own[]>(shelf());

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
export async function keep(view: SimulatorView, nom: string, as?: Own): Promise<Own> {
  const words = keptWords(view);
  const path = as ? `/api/v1/scenarios/${as.id}/versions` : "/api/v1/scenarios";
  let answer: Response;
  try {
    answer = await fetch(`${path}?nom=${encodeURIComponent(nom)}&${words}`, {
      method: "POST",
      headers: as ? { authorization: `Bearer ${as.key}` } : {},
    });
  } catch {
    throw UNREACHABLE;
  }
  if (!answer.ok) throw await problemOf(answer);
  const { id, version, key } = (await answer.json()) as { id: string; version: number; key?: string };
  const held = as?.key ?? key;
  if (!held) throw new Problem("La réponse du serveur est illisible", path, answer.status);
  const own: Own = { id, version, key: held, words, nom };
  owned.value = [own, ...owned.value.filter((other) => other.id !== id)].slice(0, MOST);
  try {
    localStorage.setItem(SHELF, JSON.stringify(owned.value));
  } catch {
    // The browser keeps nothing: the link stays, and a new version will be a new set.
  }
  return own;
}
