// What the counter shows, as a readable link, and back. Pure. A word it does not know becomes a sentence for the reader and the default;
// what equals the default is left out.
import type { Right } from "./document";

export type Room = "depots" | "modeles" | "activite" | "couverture" | "jetons" | "comptes" | "journal";

export interface CounterView {
  volet: Room;
  /** The deposit shown; `null`: all of them. */
  depot: string | null;
  /** The year of the rows shown; `null`: every year. */
  annee: number | null;
  /** Whose coverage is shown; `null`: one's own, or that of nobody yet. */
  operateur: string | null;
  /** From 1. */
  page: number;
  /** The log before this entry; `null`: the latest. */
  avant: number | null;
}

export const INITIAL: CounterView = {
  volet: "depots",
  depot: null,
  annee: null,
  operateur: null,
  page: 1,
  avant: null,
};

/** Each room, its name, and the rights of which one opens it; none: it is open to all. */
const ROOMS: readonly [Room, name: string, rights: readonly Right[]][] = [
  ["depots", "Dépôts", ["deposit"]],
  ["modeles", "Modèles de fichiers", []],
  ["activite", "Activité publiée", ["own_rows", "all_rows"]],
  ["couverture", "Couverture", ["own_rows", "all_rows"]],
  ["jetons", "Accès par programme", ["tokens"]],
  ["comptes", "Comptes", ["accounts"]],
  ["journal", "Journal", ["audit"]],
];

/** The rooms that these rights open. */
export const roomsOf = (rights: readonly Right[]): { room: Room; name: string }[] =>
  ROOMS.filter(([, , asked]) => asked.length === 0 || asked.some((right) => rights.includes(right))).map(
    ([room, name]) => ({ room, name }),
  );

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const YEAR = /^(19|20)\d\d$/;
const SLUG = /^[a-z0-9][a-z0-9_-]{0,59}$/;
const COUNT = /^[1-9]\d{0,8}$/;

export function readLink(search: string): { view: CounterView; problems: string[] } {
  const words = new URLSearchParams(search);
  const view = { ...INITIAL };
  const problems: string[] = [];
  const word = (name: string): string | null => words.get(name) || null;

  const room = word("volet");
  const found = ROOMS.find(([each]) => each === room);
  if (found) view.volet = found[0];
  else if (room !== null) problems.push(`Le lien demande la partie « ${room} », qui n’existe pas.`);

  const deposit = word("depot");
  if (deposit !== null && ID.test(deposit)) {
    view.volet = "depots";
    view.depot = deposit;
  } else if (deposit !== null) problems.push(`Le lien demande le dépôt « ${deposit} », qui n’existe pas.`);

  const year = word("annee");
  if (year !== null && YEAR.test(year)) view.annee = Number(year);
  else if (year !== null) problems.push(`Le lien demande l’année « ${year} », qui est illisible.`);

  const operator = word("operateur");
  if (operator !== null && SLUG.test(operator)) view.operateur = operator;
  else if (operator !== null) problems.push(`Le lien demande l’opérateur « ${operator} », qui n’existe pas.`);

  const page = word("page");
  if (page !== null && COUNT.test(page)) view.page = Number(page);
  const before = word("avant");
  if (before !== null && COUNT.test(before)) view.avant = Number(before);
  return { view, problems };
}

export function writeLink(view: CounterView): string {
  const words: [string, string][] = [];
  if (view.volet !== INITIAL.volet) words.push(["volet", view.volet]);
  if (view.volet === "depots" && view.depot !== null) words.push(["depot", view.depot]);
  if (view.volet === "activite" && view.annee !== null) words.push(["annee", String(view.annee)]);
  if (view.volet === "activite" && view.page > 1) words.push(["page", String(view.page)]);
  if (view.volet === "couverture" && view.operateur !== null) words.push(["operateur", view.operateur]);
  if (view.volet === "journal" && view.avant !== null) words.push(["avant", String(view.avant)]);
  return words.length === 0 ? "" : `?${words.map(([name, value]) => `${name}=${value}`).join("&")}`;
}
