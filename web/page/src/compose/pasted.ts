// A pasted list, held against the region shown, then all of France where it reaches beyond, and the postcodes where it has numbers.
import { view } from "../state";
import type { Gazetteer } from "./gazetteer";
import { gazetteer } from "./known";
import type { Entry } from "./paste";
import { Directory, needsPostcodes, resolve, type Postcodes, type Resolution } from "./resolve";

const directories = new WeakMap<Gazetteer, Directory>();
function directoryOf(known: Gazetteer): Directory {
  const there = directories.get(known) ?? new Directory(known);
  directories.set(known, there);
  return there;
}

let postcodes: Promise<Postcodes> | null = null;
const none: Postcodes = new Map();
async function postcodesOf(): Promise<Postcodes> {
  postcodes ??= import("../own/published").then(({ communesOfPostcode }) => communesOfPostcode());
  // Another try may have more luck.
  postcodes.catch(() => (postcodes = null));
  return postcodes;
}

export async function readPasted(entries: readonly Entry[]): Promise<Resolution[]> {
  const region = view.peek()?.region ?? null;
  const numbers = needsPostcodes(entries);
  const [near, posted] = await Promise.all([gazetteer(region), numbers ? postcodesOf() : none]);
  if (region !== null && !numbers) {
    const read = resolve(entries, [directoryOf(near)], posted);
    if (read.every(({ places }) => places.length > 0)) return read;
  }
  const wide = await gazetteer(null);
  return resolve(entries, region === null ? [directoryOf(wide)] : [directoryOf(near), directoryOf(wide)], posted);
}
