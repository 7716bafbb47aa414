// The door of the Explorer.
import { begin } from "./opening";
import { Page } from "./page";
import { follow, open } from "./state";
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

begin({ open, follow, Page });
