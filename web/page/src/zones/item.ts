// A zone and thresholds as links write them, and back: `epci-200070985,commune-80001~nom:Mon secteur~densite:60`, zones separated by
// semicolons. Pure; the server reads the same words (web/server/src/answer/watch/zone.rs) and judges them.
import type { ThresholdName } from "./document";

export type Limits = Partial<Record<ThresholdName, number>>;

export interface Item {
  /** Territories by level and code, or a declared zone. */
  membres: string;
  nom: string;
  sauf: string;
  /** Year of the codes; empty: today's. */
  cog: string;
  /** Its own thresholds. */
  seuils: Limits;
}

export const LONGEST_NAME = 80;
/** As many as the server takes. */
export const MOST_ZONES = 20;
/** What « seuils » says of none at all. */
const NONE = "aucun";

export const LIMITS: readonly ThresholdName[] = ["densite", "part_emplois", "minutes", "sans"];
const MOST: Record<ThresholdName, number> = { densite: 200, part_emplois: 100, minutes: 240, sans: 50 };

const isLimit = (word: string): word is ThresholdName => (LIMITS as readonly string[]).includes(word);

/** A limit as a person or a link gives it; `null` where it is none. */
export function limit(name: ThresholdName, text: string): number | null {
  const value = Number(text.trim().replace(",", "."));
  const whole = name !== "sans" || (Number.isInteger(value) && value >= 1);
  return text.trim() !== "" && value >= 0 && value <= MOST[name] && whole ? value : null;
}

const written = (limits: Limits, mark: string): string[] =>
  LIMITS.flatMap((name) => (limits[name] === undefined ? [] : [`${mark}${name}:${limits[name]}`]));

/** The name without the signs that part the words of a zone. */
export const plainName = (name: string): string =>
  name
    .replace(/[~;\s]+/g, " ")
    .trim()
    .slice(0, LONGEST_NAME);

/** What a zone is, without its thresholds: what the server calls it by. */
export function keyOf({ membres, nom, sauf, cog }: Item): string {
  const own = { nom: plainName(nom), sauf, cog };
  return (
    membres +
    Object.entries(own)
      .flatMap(([word, value]) => (value ? [`~${word}:${value}`] : []))
      .join("")
  );
}

export const writeItem = (item: Item): string => keyOf(item) + written(item.seuils, "~").join("");
export const writeList = (items: readonly Item[]): string => items.map(writeItem).join(";");

/** `null` where a word of it cannot be read. */
export function readItem(text: string): Item | null {
  const [membres = "", ...words] = text.split("~").map((word) => word.trim());
  if (!/^[a-z_]+-[\w-]+(,[a-z_]+-[\w-]+)*$/.test(membres)) return null;
  const item: Item = { membres, nom: "", sauf: "", cog: "", seuils: {} };
  for (const word of words) {
    const at = word.indexOf(":");
    const [name, value] = [word.slice(0, at), word.slice(at + 1)];
    if (at < 0) return null;
    if (name === "nom" || name === "sauf" || name === "cog") item[name] = value;
    else {
      const own = isLimit(name) ? limit(name, value) : null;
      if (own === null || !isLimit(name)) return null;
      item.seuils[name] = own;
    }
  }
  return item;
}

/** The zones of a list that can be read, and the words of those that cannot. */
export function readList(text: string): { items: Item[]; unread: string[] } {
  const items: Item[] = [];
  const unread: string[] = [];
  for (const word of text.split(";").filter((each) => each.trim() !== "")) {
    const item = readItem(word);
    if (item && items.length < MOST_ZONES) items.push(item);
    else unread.push(word);
  }
  return { items, unread };
}

export const writeThresholds = (limits: Limits): string => written(limits, "").join() || NONE;

/** `null` where a word of them cannot be read. */
export function readThresholds(text: string): Limits | null {
  const limits: Limits = {};
  if (text === NONE) return limits;
  for (const word of text.split(",")) {
    const [name = "", value = ""] = word.split(":");
    const own = isLimit(name) ? limit(name, value) : null;
    if (own === null || !isLimit(name)) return null;
    limits[name] = own;
  }
  return limits;
}
