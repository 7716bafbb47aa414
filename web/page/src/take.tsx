// What is shown, to take away: the map as a picture, files of the same series, the link, a frame for another site. The server makes each
// from the figures on screen; nothing is computed here.
import { useState } from "preact/hooks";
import { pictureAddress, seriesFileAddress } from "./api/address";
import { frameOf } from "./frame";
import { MOST_PICKED } from "./link";
import { filtered, link, past, scope, tests, view } from "./state";
import { typeset } from "./typeset";

/** The map as it is, at the size of a page. */
const PICTURES: ["png" | "svg", string, string][] = [
  ["png", "PNG", "image, pour un rapport ou un courriel"],
  ["svg", "SVG", "image à agrandir ou à retoucher"],
];

/** Extension, name, and who opens it. */
const FORMATS: [extension: string, label: string, use: string][] = [
  ["csv", "CSV", "tableur, séparateur « ; »"],
  ["xlsx", "XLSX", "classeur avec sa notice"],
  ["geojson", "GeoJSON", "contours et chiffres, pour une carte"],
  ["gpkg", "GeoPackage", "QGIS"],
  ["parquet", "GeoParquet", "R, Python, DuckDB"],
];

export function Take({ hook }: { hook: string }) {
  const [said, setSaid] = useState("");
  const shown = view.value;
  const asked = scope.value;
  if (!shown || !asked) return null;
  async function copy(text: string, done: string) {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(done);
    } catch {
      setSaid(text);
    }
  }
  // White zones that are on the map go with the file, tested by the parameters on screen.
  const white =
    !filtered.value &&
    !past.value &&
    shown.couches.some((layer) => ["offre", "foyer_froid", "accompagnement", "recours"].includes(layer));
  // What was picked out is what is taken.
  const codes = shown.pris.length <= MOST_PICKED ? shown.pris.join() : "";
  const more = { ...(white ? { white_zones: "oui", ...tests(shown) } : {}), codes };
  return (
    <details
      class="take"
      data-test={`take-${hook}`}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.currentTarget.open = false;
        event.currentTarget.querySelector("summary")?.focus();
      }}
    >
      <summary>Emporter</summary>
      <ul>
        {PICTURES.map(([extension, label, use]) => (
          <li key={extension}>
            <a
              class="action"
              data-test={`${hook}-${extension}`}
              href={pictureAddress(extension, link.value)}
              download={`lanterne_carte.${extension}`}
            >
              {label}
            </a>
            <span class="caption">{typeset(use)}</span>
          </li>
        ))}
        {FORMATS.map(([extension, label, use]) => (
          <li key={extension}>
            <a
              class="action"
              data-test={`${hook}-${extension}`}
              href={seriesFileAddress(shown.indicateur, asked, shown.decoupage, extension, more)}
              download
            >
              {label}
            </a>
            <span class="caption">{typeset(use)}</span>
          </li>
        ))}
        <li>
          <button type="button" class="action" onClick={() => void copy(location.href, "Lien copié.")}>
            Lien
          </button>
          <span class="caption">tout ce qui est montré, lisible</span>
        </li>
        <li>
          <button
            type="button"
            class="action"
            data-test={`${hook}-frame`}
            onClick={() => void copy(frameOf(location.href), "Code du cadre copié.")}
          >
            Cadre
          </button>
          <span class="caption">à poser dans une page web</span>
        </li>
      </ul>
      <p role="status" class="caption said">
        {said}
      </p>
    </details>
  );
}
