// What is kept on the server from this browser, and the keys that let its next versions in: those stay here, on a shelf a kind.
// Refuses to know: what is kept; compose/kept.ts and simulator/kept.ts do.
import { signal, type Signal } from "@preact/signals";
import { Problem, UNREACHABLE, problemOf } from "./api/problem";

/** What this browser keeps the key of. */
export interface Kept {
  id: string;
  key: string;
  version: number;
  nom: string;
}

/** How many keys a browser holds of a kind: more would crowd the page. */
const MOST = 30;

/** What is kept of a kind: its name in the browser, where the server takes it, and which of its words are on the shelf besides. */
interface Kind {
  name: string;
  path: string;
  said: string;
}

export interface Shelf<Own extends Kept> {
  /** The last kept first. */
  owned: Signal<readonly Own[]>;
  /** Keeps what the words of a link say, as new or as the next version of one. Throws a Problem. */
  keep: (question: string, own: Omit<Own, "id" | "key" | "version">, as?: Own) => Promise<Own>;
}

/** What was on the shelf; nothing where what is read is none of ours. */
export function readShelf<Own extends Kept>(text: string | null, said: string): Own[] {
  const isOwn = (one: unknown): one is Own => {
    const { version, ...words } = (one ?? {}) as Record<string, unknown>;
    return ["id", "key", "nom", said].every((name) => typeof words[name] === "string") && typeof version === "number";
  };
  try {
    const read: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(read) ? read.filter(isOwn) : [];
  } catch {
    return [];
  }
}

/** Nothing where the browser holds nothing, or is told to. */
function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function shelf<Own extends Kept>({ name, path, said }: Kind): Shelf<Own> {
  const owned = signal<readonly Own[]>(readShelf<Own>(stored(name), said));
  return {
    owned,
    async keep(question, told, as) {
      const { id, version, key } = await post(as ? `${path}/${as.id}/versions` : path, question, as?.key);
      const own = { ...told, id, version, key } as Own;
      owned.value = [own, ...owned.value.filter((other) => other.id !== id)].slice(0, MOST);
      try {
        localStorage.setItem(name, JSON.stringify(owned.value));
      } catch {
        // The browser keeps nothing: the link stays, and a new version will be kept as new.
      }
      return own;
    },
  };
}

async function post(path: string, question: string, held: string | undefined): Promise<Omit<Kept, "nom">> {
  let answer: Response;
  try {
    answer = await fetch(`${path}?${question}`, {
      method: "POST",
      headers: held ? { authorization: `Bearer ${held}` } : {},
    });
  } catch {
    throw UNREACHABLE;
  }
  if (!answer.ok) throw await problemOf(answer);
  const { id, version, key: given } = (await answer.json()) as { id: string; version: number; key?: string };
  const key = held ?? given;
  if (!key) throw new Problem("La réponse du serveur est illisible", path, answer.status);
  return { id, version, key };
}
