// A resource is the answer to an address that follows the state: while the next answer comes, the last one stays on screen.
// Answers of the immutable snapshot are kept by address; a failed one is not.
import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { Problem, UNREACHABLE, problemOf } from "./problem";

const kept = new Map<string, Promise<unknown>>();
const KEPT_AT_MOST = 120;

/** The parsed answer of an address, fetched at most once. Throws a Problem. */
export function answer<T>(address: string): Promise<T> {
  const known = kept.get(address);
  if (known) return known as Promise<T>;
  const asked = ask<T>(address);
  kept.set(address, asked);
  if (kept.size > KEPT_AT_MOST) kept.delete(kept.keys().next().value as string);
  asked.catch(() => kept.delete(address));
  return asked;
}

async function ask<T>(address: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { accept: "application/json, application/problem+json" } });
  } catch {
    throw UNREACHABLE;
  }
  if (!response.ok) throw await problemOf(response);
  try {
    return (await response.json()) as T;
  } catch {
    throw new Problem("La réponse du serveur est illisible", address, response.status);
  }
}

/** Pauses before a failed question is asked again by itself; the last one repeats. */
const AGAIN_MS = [2000, 4000, 8000, 15000];

/** Whether asking again may help: no answer came, or the server stumbled. */
const passing = (problem: Problem) => problem.status === 0 || problem.status >= 500;

export interface Resource<T> {
  /** The last answer received; stays while another is asked. */
  data: ReadonlySignal<T | null>;
  problem: ReadonlySignal<Problem | null>;
  loading: ReadonlySignal<boolean>;
  retry(): void;
}

/** Follows `address`; `null` asks nothing and forgets the answer. */
export function resource<T>(address: () => string | null): Resource<T> {
  const data = signal<T | null>(null);
  const problem = signal<Problem | null>(null);
  const loading = signal(false);
  const attempt = signal(0);
  const current = computed(address);
  let asked: string | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const retry = () => {
    clearTimeout(timer);
    if (problem.peek()) attempt.value += 1;
  };
  effect(() => {
    const next = current.value;
    void attempt.value;
    asked = next;
    clearTimeout(timer);
    if (next === null) {
      data.value = null;
      problem.value = null;
      loading.value = false;
      return;
    }
    loading.value = true;
    answer<T>(next).then(
      (body) => {
        if (asked !== next) return;
        failures = 0;
        data.value = body;
        problem.value = null;
        loading.value = false;
      },
      (failure: unknown) => {
        if (asked !== next) return;
        const told = failure instanceof Problem ? failure : new Problem("Erreur inattendue", String(failure), 0);
        problem.value = told;
        loading.value = false;
        if (passing(told)) timer = setTimeout(retry, AGAIN_MS[Math.min(failures++, AGAIN_MS.length - 1)]);
      },
    );
  });
  addEventListener("online", retry);
  return { data, problem, loading, retry };
}
