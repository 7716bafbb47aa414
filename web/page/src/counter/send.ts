// What changes something on the server: a request with a method, or a file with its progress. Both throw a Problem. The browser itself
// says where the request comes from (Origin), and the server asks for it.
import { Problem, problemOf } from "../api/problem";

const GONE = new Problem(
  "Le serveur ne répond pas",
  "Rien n’a été enregistré. Vérifiez la connexion, puis recommencez.",
  0,
);

const ACCEPT = "application/json, application/problem+json";

/** Sends, and reads the answer; `null` when there is none to read. */
export async function send<T>(method: "POST" | "PUT" | "DELETE", address: string, body?: unknown): Promise<T | null> {
  let response: Response;
  const headers: Record<string, string> = { accept: ACCEPT };
  if (body !== undefined) headers["content-type"] = "application/json";
  try {
    response = await fetch(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    throw GONE;
  }
  return read<T>(response, address);
}

async function read<T>(response: Response, address: string): Promise<T | null> {
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return null;
  try {
    return (await response.json()) as T;
  } catch {
    throw new Problem("La réponse du serveur est illisible", address, response.status);
  }
}

export interface Sending<T> {
  done: Promise<T | null>;
  /** Ends it; `done` answers `null`. */
  stop: () => void;
}

/** Sends a file and tells the share that has left, from 0 to 1. `fetch` tells no progress. */
export function sendFile<T>(address: string, file: Blob, progress: (share: number) => void): Sending<T> {
  const request = new XMLHttpRequest();
  const done = new Promise<T | null>((resolve, reject) => {
    request.open("POST", address);
    request.setRequestHeader("accept", ACCEPT);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.upload.onload = () => progress(1);
    request.onabort = () => resolve(null);
    request.onerror = () => reject(GONE);
    request.onload = () => {
      const empty = request.status === 204 || request.status === 304;
      read<T>(new Response(empty ? null : request.responseText, { status: request.status }), address).then(
        resolve,
        reject,
      );
    };
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}
