// One question in flight, and the latest one next: what is asked while a hand moves. Questions in between are never sent, so that the
// server is not asked faster than it answers and an old answer never follows a new one.

export interface Latest<A> {
  /** Asks, now or as soon as the answer in flight is there. */
  ask(question: A): void;
  /** Forgets what is waiting and what is in flight. */
  drop(): void;
}

export function latest<A, T>(
  send: (question: A) => Promise<T>,
  told: (question: A, answer: T) => void,
  failed: (question: A, failure: unknown) => void = () => undefined,
): Latest<A> {
  let flying = false;
  let next: { question: A } | null = null;
  let round = 0;
  function go(question: A): void {
    flying = true;
    const own = round;
    const done = (tell: () => void) => {
      flying = false;
      if (own === round) tell();
      const waiting = next;
      next = null;
      if (waiting) go(waiting.question);
    };
    send(question).then(
      (answer) => done(() => told(question, answer)),
      (failure: unknown) => done(() => failed(question, failure)),
    );
  }
  return {
    ask(question) {
      if (flying) next = { question };
      else go(question);
    },
    drop() {
      round += 1;
      next = null;
    },
  };
}
