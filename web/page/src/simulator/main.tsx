// The door of the simulator.
import { begin } from "../opening";
import { SimulatorPage } from "./page";
import { follow, open } from "./state";
import "maplibre-gl/dist/maplibre-gl.css";
import "../style/font.css";
import "../style/base.css";
import "../style/bar.css";
import "../style/map.css";
import "../style/table.css";
import "../style/monitor.css";
import "../style/monitor-map.css";
import "../style/scenarios.css";
import "../style/simulator.css";

begin({ open, follow, Page: SimulatorPage });
