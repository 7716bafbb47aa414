// Public places where a permanence may be held, and which of them answer a few words. Pure. They are nobody's places: none counts until
// a permanence is opened in its commune.
import type { Sites } from "../api/document";
import { bare } from "../compose/names";

export type Network = "france_services" | "tiers_lieu";
/** In the order in which they are offered. */
export const NETWORKS: readonly Network[] = ["france_services", "tiers_lieu"];

interface Words {
  /** One of them. */
  one: string;
  /** One of them, as briefly as can be, where one is looked for. */
  sought: string;
  all: string;
  /** Where its point is, when that is not where it is; the same of all of them. */
  placed: string | null;
  note: string | null;
}

export const WORDS: Record<Network, Words> = {
  france_services: {
    one: "France services",
    sought: "une France services",
    all: "France services",
    placed: null,
    note: null,
  },
  tiers_lieu: {
    one: "tiers-lieu labellisé (fabrique de territoire)",
    sought: "un tiers-lieu",
    all: "Tiers-lieux labellisés (fabriques de territoire)",
    placed: "placé au centre de sa commune",
    note: "Les tiers-lieux labellisés sont placés au centre de leur commune.",
  },
};

export interface Candidate {
  site: string;
  network: Network;
  name: string;
  commune: string;
  communeName: string;
}

/** What a list has room for. */
const MOST_FOUND = 8;
const LONGEST_NAME = 70;

/** The places of one network that stand in a commune known here, by the name of their commune. */
export function candidatesOf(network: Network, sites: Sites | null, known: ReadonlySet<string>): Candidate[] {
  const found = (sites?.features ?? []).flatMap(({ properties: { site, name, commune, commune_name } }) =>
    commune !== null && known.has(commune)
      ? [{ site, network, name, commune, communeName: commune_name ?? commune }]
      : [],
  );
  const order = new Intl.Collator("fr");
  return found.sort((a, b) => order.compare(a.communeName, b.communeName) || order.compare(a.name, b.name));
}

/** Those of which the name, the commune, its code or the sort hold every word asked, at the beginning of a word; those of such a name first. */
export function answering(all: readonly Candidate[], asked: string): Candidate[] {
  const words = bare(asked).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const holds = (text: string) => {
    const own = ` ${bare(text)}`;
    return words.every((word) => own.includes(` ${word}`));
  };
  const named = all.filter(({ name }) => holds(name));
  const told = all.filter(
    (each) =>
      !named.includes(each) && holds(`${each.name} ${each.communeName} ${each.commune} ${WORDS[each.network].one}`),
  );
  return [...named, ...told].slice(0, MOST_FOUND);
}

/** What may be looked for, besides a commune: « une commune, une France services ou un tiers-lieu ». */
export function sought(all: readonly Candidate[]): string {
  const there = NETWORKS.filter((network) => all.some((each) => each.network === network));
  const words = ["une commune", ...there.map((network) => WORDS[network].sought)];
  const last = words.pop();
  return words.length > 0 ? `${words.join(", ")} ou ${last}` : `${last}`;
}

/** A name short enough for a list: some say all who carry the place. */
export const shortName = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name;

/** Its sort and where it is: « tiers-lieu labellisé (fabrique de territoire), Péronne ». */
export const context = ({ network, communeName }: Candidate): string => `${WORDS[network].one}, ${communeName}`;

/** What is told of a permanence that opens or goes there. */
export function told({ network, name, communeName }: Candidate, done: string): string {
  const { one, placed } = WORDS[network];
  return `${done} à ${communeName} : ${name}, ${placed ? `${one}, ${placed}` : one}.`;
}
