// The door of the counter, where files are handed in.
import { begin } from "../opening";
import { CounterPage } from "./page";
import { follow, open } from "./state";
import "../style/font.css";
import "../style/base.css";
import "../style/bar.css";
import "../style/counter.css";
import "../style/counter-parts.css";
import "../style/counter-coverage.css";
import "../style/counter-publish.css";

begin({ open, follow, Page: CounterPage });
