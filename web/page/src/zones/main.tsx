// The door of zones.
import { begin } from "../opening";
import { ZonesPage } from "./page";
import { follow, open } from "./state";
import "maplibre-gl/dist/maplibre-gl.css";
import "../style/font.css";
import "../style/base.css";
import "../style/bar.css";
import "../style/map.css";
import "../style/table.css";
import "../style/monitor.css";
import "../style/monitor-map.css";
import "../style/monitor-narrow.css";
import "../style/presence.css";
import "../style/zones.css";

begin({ open, follow, Page: ZonesPage });
