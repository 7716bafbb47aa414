// How what the server says of a deposit is set: moments, states, places of faults, columns that were told anew. Pure.
import { decimal } from "../number";
import { NO_BREAK, typeset } from "../typeset";
import type { Column, Fault } from "./document";

/** « 22 novembre 2026, 14 h 05 », in the reader's time; the text as it is when it is no moment. */
export function moment(at: string, timeZone?: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone }).format(date);
  const parts = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone }).formatToParts(date);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${day.replace(" ", NO_BREAK)}, ${part("hour")}${NO_BREAK}h${NO_BREAK}${part("minute")}`;
}

/** Where a deposit stands, for its mark: `publie` once the public figures hold it. */
export const stage = ({ state, published }: { state: string; published: boolean }): string =>
  published ? "publie" : state;

/** The same in words. */
export function stageName(of: { state: string; state_label: string; published: boolean }): string {
  if (of.published) return "Publié";
  return of.state === "confirme" ? `${of.state_label}, publié à la prochaine mise à jour` : of.state_label;
}

/** The place of a fault: its line, or what stands for one. */
export const lineOf = ({ line }: Pick<Fault, "line">): string => (line > 0 ? decimal(line) : "–");

const WHOLE: Record<string, string> = { "(fichier)": "tout le fichier", "(ligne)": "toute la ligne" };

export const columnOf = ({ column }: Pick<Fault, "column">): string => WHOLE[column] ?? column;

/** What a person changed of the columns: header → field, empty to leave the column aside. */
export function changed(columns: readonly Column[], told: ReadonlyMap<string, string>): Record<string, string> {
  const before = new Map(columns.map(({ header, field }) => [header, field ?? ""]));
  return Object.fromEntries([...told].filter(([header, field]) => before.has(header) && before.get(header) !== field));
}

/** Fields told of two columns, by name: one of the two must be left aside. */
export function doubled(columns: readonly Column[], told: ReadonlyMap<string, string>): string[] {
  const taken = columns.map(({ header, field }) => told.get(header) ?? field ?? "").filter((field) => field !== "");
  return [...new Set(taken.filter((field, i) => taken.indexOf(field) !== i))];
}

/** Kinds of acts whose word in files has no accent. */
const ACTS: Record<string, string> = { etude: "étude", pret: "prêt" };

export const actOf = (kind: string): string => ACTS[kind] ?? kind;

/** « 1 à 200 sur 1 234 ». */
export function span(page: number, size: number, shown: number, total: number): string {
  const first = (page - 1) * size + 1;
  return shown === 0 ? "" : typeset(`${decimal(first)} à ${decimal(first + shown - 1)} sur ${decimal(total)}`);
}
