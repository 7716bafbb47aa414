// Opens a page: asks what the server holds, reads the link, shows. When the server does not answer, says so and tries again.
import { render, type ComponentType } from "preact";
import { Problem } from "./api/problem";
import { LanternMark } from "./icon";
import { offline } from "./state";
import { typeset } from "./typeset";

interface Opened {
  /** Fetches what never changes and reads the link. Throws a Problem. */
  open: (search: string) => Promise<void>;
  /** Shows the view of a link. */
  follow: (search: string) => void;
  Page: ComponentType;
}

export function begin({ open, follow, Page }: Opened): void {
  const host = document.getElementById("page") as HTMLElement;
  addEventListener("popstate", () => follow(location.search));
  addEventListener("online", () => (offline.value = false));
  addEventListener("offline", () => (offline.value = true));
  async function start(): Promise<void> {
    render(<Opening />, host);
    try {
      await open(location.search);
      render(<Page />, host);
    } catch (failure) {
      const problem =
        failure instanceof Problem ? failure : new Problem("La page n’a pas pu s’ouvrir", String(failure), 0);
      render(<Closed problem={problem} again={() => void start()} />, host);
    }
  }
  void start();
}

const Opening = () => (
  <p class="opening" role="status">
    <LanternMark /> Lanterne s’allume…
  </p>
);

const Closed = ({ problem, again }: { problem: Problem; again: () => void }) => (
  <div class="opening" role="alert" data-test="error">
    <LanternMark />
    <p>
      <strong>{typeset(problem.title)}.</strong> {typeset(problem.detail)}
    </p>
    <button type="button" class="action first" onClick={again}>
      Réessayer
    </button>
  </div>
);
