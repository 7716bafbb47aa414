// Opens the page: asks what the server holds, reads the link, shows. When the server does not answer, says so and tries again.
import { render } from "preact";
import { Problem } from "./api/problem";
import { LanternMark } from "./icon";
import { Page } from "./page";
import { follow, offline, open } from "./state";
import { typeset } from "./typeset";
import "maplibre-gl/dist/maplibre-gl.css";
import "./style/font.css";
import "./style/base.css";
import "./style/layout.css";
import "./style/bar.css";
import "./style/column.css";
import "./style/filters.css";
import "./style/map.css";
import "./style/panel.css";
import "./style/table.css";
import "./style/views.css";
import "./style/year.css";
import "./style/key.css";
import "./style/take.css";
import "./style/phone.css";
import "./style/print.css";

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
    render(<Closed problem={problem} />, host);
  }
}

const Opening = () => (
  <p class="opening" role="status">
    <LanternMark /> Lanterne s’allume…
  </p>
);

const Closed = ({ problem }: { problem: Problem }) => (
  <div class="opening" role="alert" data-test="error">
    <LanternMark />
    <p>
      <strong>{typeset(problem.title)}.</strong> {typeset(problem.detail)}
    </p>
    <button type="button" class="action first" onClick={() => void start()}>
      Réessayer
    </button>
  </div>
);

void start();
