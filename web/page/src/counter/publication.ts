// The publication asked for from here: what waits for one, asked again as long as one goes on, and what follows when another is served.
import { effect } from "@preact/signals";
import { publicationsAddress, type Publication, type Publications } from "./document";
import { living } from "./living";
import { send } from "./send";
import { attempt, deployment, deposit, deposits, may, room, told, view } from "./state";

export const publications = living<Publications>(() =>
  may("publish") && room.value === "depots" && view.value.depot === null ? publicationsAddress() : null,
);

const EVERY_MS = 1000;
/** How often it is asked whether what is published is served: a snapshot opens within seconds. */
const LOOKS = 60;

/** Whether the last publication has not come to its end: it is made, or about to be served. */
const goesOn = ({ last }: Publications): boolean =>
  last !== null && (last.state === "en_cours" || (last.state === "publiee" && !last.served));

let looks = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The publication that was seen under way, until its end is told. */
let followed: string | null = null;

effect(() => {
  const served = publications.data.value;
  clearTimeout(timer);
  if (!served) return;
  const { last } = served;
  if (goesOn(served)) {
    if (last?.state === "en_cours") {
      followed = last.id;
      looks = 0;
    }
    looks += 1;
    if (looks <= LOOKS) timer = setTimeout(publications.renew, EVERY_MS);
    return;
  }
  if (last && followed === last.id) {
    followed = null;
    told.value = last.sentence;
    // What is published says so, and who had not handed in may have by now.
    for (const each of [deposits, deposit, deployment]) if (each.data.peek()) each.renew();
  }
});

/** Asks for a publication. */
export async function publish(): Promise<void> {
  const answered = await attempt(() => send<Publication>("POST", publicationsAddress()));
  if (answered?.done) {
    followed = answered.done.id;
    told.value = answered.done.sentence;
  }
  publications.renew();
}
