// A published table as an Arrow stream: its file fetched from our own server, read in a worker.
import { Problem, problemOf, UNREACHABLE } from "../api/problem";

type Told = { id: number; stream?: Uint8Array; failure?: string };

let worker: Worker | null = null;
let asked = 0;
const waiting = new Map<number, { done: (stream: Uint8Array) => void; failed: (failure: Error) => void }>();

function reader(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL("./parquet.worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data: { id, stream, failure } }: MessageEvent<Told>) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (stream) one?.done(stream);
    else one?.failed(new Problem("Une table n’a pas pu être lue", failure ?? "", 0));
  });
  worker.addEventListener("error", () => {
    for (const { failed } of waiting.values()) {
      failed(new Problem("Une table n’a pas pu être lue", "Ce navigateur n’a pas pu ouvrir le lecteur de tables.", 0));
    }
    waiting.clear();
    worker = null;
  });
  return worker;
}

/** The rows of a Parquet file of this server, all columns or some. Throws a Problem. */
export async function arrowOf(address: string, columns: string[] | null = null): Promise<Uint8Array> {
  const response = await fetch(address).catch(() => {
    throw UNREACHABLE;
  });
  if (!response.ok) throw await problemOf(response);
  const bytes = await response.arrayBuffer();
  const id = ++asked;
  return new Promise((done, failed) => {
    waiting.set(id, { done, failed });
    reader().postMessage({ id, bytes, columns }, [bytes]);
  });
}
