// Territories that were kept on the server, and the keys that let their next versions in.
import { computed, signal } from "@preact/signals";
import { shelf, type Kept } from "../kept";
import type { Composed } from "../link";
import { partsOf } from "./profile";

/** A territory that this browser keeps the key of. */
export interface Own extends Kept {
  /** The last version as the parameters of a link. */
  parts: string;
}

const { owned, keep: keepParts } = shelf<Own>({
  name: "lanterne.territoires",
  path: "/api/v1/groupings",
  said: "parts",
});
export { owned };
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
  const own = await keepParts(parts, { parts, nom: composed.nom.trim() }, as);
  current.value = own.id;
  return own;
}
