// Territories that were kept on the server, and the keys that let their next versions in: those stay in this browser.
import { computed, signal } from "@preact/signals";
import { Problem, UNREACHABLE, problemOf } from "../api/problem";
import type { Composed } from "../link";
import { partsOf } from "./profile";

/** A territory that this browser keeps the key of. */
export interface Own {
  id: string;
  key: string;
  version: number;
  /** The last version as the parameters of a link. */
  parts: string;
  nom: string;
}

const SHELF = "lanterne.territoires";
/** How many keys a browser holds: more would crowd the tray. */
const MOST = 30;

/** What this browser holds; nothing where it holds nothing, or is told to. */
function shelf(): Own[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(SHELF) ?? "[]");
    return Array.isArray(read) ? read.filter(isOwn) : [];
  } catch {
    return [];
  }
}

function isOwn(one: unknown): one is Own {
  const { id, key, version, parts, nom } = (one ?? {}) as Record<string, unknown>;
  return [id, key, parts, nom].every((word) => typeof word === "string") && typeof version === "number";
}

/** The last kept first. */
export const owned = signal<readonly Own[]>(shelf());
/** The one that is being changed: the next version is its. */
export const current = signal<string | null>(null);

export const addressOf = (id: string): string => `/territoire/${id}`;

/** Its map, to be changed: the codes of today, which the page reads. */
export const mapOf = ({ parts }: Own): string => `/?${parts.replace(/&cog=\d+$/, "")}`;

/** The kept one that says exactly what is composed now. */
export const sameAs = (composed: Composed, cog: number): Own | undefined =>
  owned.value.find((own) => own.parts === partsOf(composed, cog));

export const changing = computed(() => owned.value.find((own) => own.id === current.value));

/** Keeps a composition, as a new territory or as the next version of one. Throws a Problem. */
export async function keep(composed: Composed, cog: number, as?: Own): Promise<Own> {
  const parts = partsOf(composed, cog);
  const path = as ? `/api/v1/groupings/${as.id}/versions` : "/api/v1/groupings";
  let answer: Response;
  try {
    answer = await fetch(`${path}?${parts}`, {
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
  const own: Own = { id, version, key: held, parts, nom: composed.nom.trim() };
  owned.value = [own, ...owned.value.filter((other) => other.id !== id)].slice(0, MOST);
  current.value = id;
  try {
    localStorage.setItem(SHELF, JSON.stringify(owned.value));
  } catch {
    // The browser keeps nothing: the link stays, and a new version will be a new territory.
  }
  return own;
}
