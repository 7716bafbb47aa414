// The gazetteer a composition is read with: that of the region shown, and that of France once a member, a taken-away part or a pasted
// list reaches beyond it.
import { computed, effect, signal } from "@preact/signals";
import { territoriesAddress, zonesAddress } from "../api/address";
import type { Level, Territories, Zone } from "../api/document";
import { Problem } from "../api/problem";
import { answer } from "../api/resource";
import { STUDY, type Composed } from "../link";
import { levels, view } from "../state";
import { Gazetteer, type Units } from "./gazetteer";

/** The gazetteer in use; `null` until it has come. */
export const known = signal<Gazetteer | null>(null);
export const trouble = signal<Problem | null>(null);
const attempt = signal(0);
const wide = signal(false);

export function retry(): void {
  attempt.value += 1;
}

/** Zonings of study whose communes must be known: that which is shown, and those of members. */
function studyOf(shown: Level | undefined, composed: Composed | null | undefined): Level[] {
  const asked = new Set([
    shown,
    ...[...(composed?.membres ?? []), ...(composed?.sauf ?? [])].map(({ level }) => level),
  ]);
  return STUDY.filter((level) => asked.has(level) && levels.value.includes(level));
}
const study = computed(() => studyOf(view.value?.niveau, view.value?.compose).join());
const composing = computed(() => view.value?.compose != null);
const region = computed(() => view.value?.region ?? null);

const made = new Map<string, Promise<Gazetteer>>();

/** The gazetteer of a region, or of France; zonings of study cross the borders of regions. */
export function gazetteer(of: string | null, zonings: Level[] = []): Promise<Gazetteer> {
  const key = `${of}/${zonings.join()}`;
  const there = made.get(key);
  if (there) return there;
  const making = make(of, zonings);
  made.set(key, making);
  making.catch(() => made.delete(key));
  return making;
}

async function make(of: string | null, zonings: Level[]): Promise<Gazetteer> {
  const index = (level: Level, within: string | null) => answer<Territories>(territoriesAddress(level, within));
  const [indexes, zones, units] = await Promise.all([
    Promise.all([
      index("commune", of),
      index("epci", of),
      ...(["departement", "region", ...zonings] as Level[]).map((level) => index(level, null)),
    ]),
    answer<Zone[]>(zonesAddress()),
    zonings.length === 0
      ? []
      : import("../own/published").then(({ unitOfCommune }) =>
          Promise.all(
            zonings.map(async (level): Promise<[Level, Units]> => [level, await unitOfCommune(level as "epci")]),
          ),
        ),
  ]);
  return new Gazetteer(indexes, new Map(units), zones);
}

/** Whether all that a composition names is known whole. */
const reaches = ({ membres, sauf }: Composed, here: Gazetteer) =>
  [...membres, ...sauf].every((each) => here.whole(each));

effect(() => {
  void attempt.value;
  if (!composing.value) return;
  const zonings = study.value.split(",").filter(Boolean) as Level[];
  const asked = wide.value || zonings.length > 0 ? null : region.value;
  gazetteer(asked, zonings).then(
    (found) => {
      trouble.value = null;
      known.value = found;
      const now = view.peek()?.compose;
      if (asked !== null && now && !reaches(now, found)) wide.value = true;
    },
    (failure: unknown) => {
      trouble.value =
        failure instanceof Problem ? failure : new Problem("Les territoires n’ont pas pu être lus", String(failure), 0);
    },
  );
});

/** The gazetteer that knows all of a composition. */
export async function knowing(composed: Composed): Promise<Gazetteer> {
  const zonings = studyOf(view.peek()?.niveau, composed);
  const near = await gazetteer(wide.peek() || zonings.length > 0 ? null : region.peek(), zonings);
  if (region.peek() === null || reaches(composed, near)) return near;
  wide.value = true;
  return gazetteer(null, zonings);
}
