// What can go wrong with a request, as the page tells it: a problem served by the API (RFC 9457), or no answer at all.

export class Problem extends Error {
  constructor(
    /** One French sentence: what went wrong. */
    readonly title: string,
    /** What the reader can do or know more; may be empty. */
    readonly detail: string,
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
  ) {
    super(title);
  }
}

/** Reads the body of a failed answer as a problem, whatever it holds. */
export async function problemOf(answer: Response): Promise<Problem> {
  try {
    const body: unknown = await answer.json();
    if (typeof body === "object" && body !== null && "title" in body) {
      const { title, detail } = body as { title: unknown; detail?: unknown };
      return new Problem(String(title), detail === undefined || detail === null ? "" : String(detail), answer.status);
    }
  } catch {
    // Not JSON: an intermediary answered. The status is all there is.
  }
  return new Problem("Le serveur n’a pas pu répondre", `Code ${answer.status}.`, answer.status);
}

export const UNREACHABLE = new Problem(
  "Le serveur ne répond pas",
  "Ce qui est déjà affiché reste lisible ; nouvel essai dans quelques secondes.",
  0,
);
