// A territory that somebody composed, as a zone: from its long link, or by asking for the one that was kept under a short one.
import { answer } from "../api/resource";
import { plainName, readItem, type Item } from "./item";

/** Reads `membres`, `sauf`, `nom` and `cog` of a link; `null` where it is none of a composition. */
export function fromLink(link: string): Item | null {
  const at = link.indexOf("?");
  if (at < 0) return null;
  const words = new URLSearchParams(link.slice(at).trim());
  const item = readItem(words.get("membres") ?? "");
  const own = (name: string) => (words.get(name) ?? "").replace(/[~;]/g, "");
  return item && { ...item, nom: plainName(words.get("nom") ?? ""), sauf: own("sauf"), cog: own("cog") };
}

interface Kept {
  versions: { name: string; members: string; less: string; cog: number }[];
}

/** The last version of a territory that was kept; `null` where the link leads to none. Throws a Problem. */
export async function fromKept(link: string): Promise<Item | null> {
  const id = /\/territoire\/([\w-]+)/.exec(link)?.[1];
  if (!id) return null;
  const last = (await answer<Kept>(`/api/v1/groupings/${id}`)).versions.at(-1);
  const item = last && readItem(last.members);
  return item ? { ...item, nom: plainName(last.name), sauf: last.less, cog: String(last.cog) } : null;
}
