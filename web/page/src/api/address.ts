// The addresses of the API the page reads, and nothing else: one function per question, parameters in a fixed order so that the
// same question is always the same address (cache, ETag).
import { CUT, type Cut } from "../link";
import type { Level } from "./document";

export const API = "/api/v1";

function query(parameters: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

export interface Scope {
  level: Level;
  perimetre: string;
  /** Familles kept; none: all. */
  famille: string[];
  /** Sections of the NAF kept; none: all. */
  secteur: string[];
  region: string | null;
  /** An earlier year; `null`: the one of reference. */
  annee: number | null;
}

/** What is counted, and where: the same words in every question. */
const counted = ({ perimetre, famille, secteur, region, annee }: Omit<Scope, "level">) => ({
  perimetre,
  famille: famille.join(),
  secteur: secteur.join(),
  annee,
  region,
});
const asked = (scope: Scope) => ({ level: scope.level, ...counted(scope) });

export interface Tests {
  c?: number;
  p?: number;
  t?: number;
  m?: number;
  alpha?: number;
  years?: number;
  scheme?: string | null;
}

export const snapshotAddress = () => `${API}/snapshot`;
export const indicatorsAddress = () => `${API}/indicators`;
export const methodsAddress = () => `${API}/methods`;
export const territoriesAddress = (level: Level, region: string | null) =>
  `${API}/territories/${level}${query({ region })}`;
/** A cut by the server's default is not named, so that one series has one address. */
const cutting = ({ methode, classes, seuils }: Cut) => ({
  method: seuils || methode === CUT.methode ? null : methode,
  classes: seuils || classes === CUT.classes ? null : classes,
  breaks: seuils?.join(";"),
});
export const seriesAddress = (indicator: string, scope: Scope, cut: Cut) =>
  `${API}/series/${encodeURIComponent(indicator)}${query({ ...asked(scope), ...cutting(cut) })}`;
/** The map of a link as a picture; `mots: "non"` leaves the words to the page. */
export const pictureAddress = (
  format: "png" | "svg",
  link: string,
  more: Record<string, string | number | null | undefined> = {},
) => `/carte.${format}${link}${query(more).replace("?", link ? "&" : "?")}`;
/** The series as a file: `csv`, `xlsx`, `geojson`… */
export const seriesFileAddress = (
  indicator: string,
  scope: Scope,
  cut: Cut,
  format: string,
  more: Record<string, string | number | null | undefined> = {},
) => `${API}/series/${encodeURIComponent(indicator)}.${format}${query({ ...asked(scope), ...cutting(cut), ...more })}`;
export const clustersAddress = (indicator: string, scope: Scope) =>
  `${API}/clusters/${encodeURIComponent(indicator)}${query(asked(scope))}`;
export const relationAddress = (x: string, y: string, scope: Scope) =>
  `${API}/relations/${encodeURIComponent(x)}/${encodeURIComponent(y)}${query(asked(scope))}`;
export const inequalityAddress = (indicator: string, scope: Scope) =>
  `${API}/inequality/${encodeURIComponent(indicator)}${query(asked(scope))}`;
/** Territories (`niveau-code`) and the reference over all the years; as a file with a format. */
export const timelineAddress = (indicator: string, scope: Scope, codes: readonly string[], format = "") =>
  `${API}/timeline/${encodeURIComponent(indicator)}${format && `.${format}`}${query({
    ...asked({ ...scope, annee: null }),
    codes: codes.join(),
  })}`;
/** What can be kept, counted through the rest of the choice. */
export const partsAddress = (scope: Scope) => `${API}/parts${query(asked(scope))}`;
export const territoryAddress = (
  level: Level,
  code: string,
  indicator: string,
  scope: Omit<Scope, "level">,
  tests: Tests,
) => `${API}/territories/${level}/${encodeURIComponent(code)}${query({ indicator, ...counted(scope), ...tests })}`;
export const searchAddress = (q: string) => `${API}/search${query({ q })}`;
/** White zones are judged on all of the ESS: no filter goes with them. */
export const whiteZonesAddress = ({ level, perimetre, region }: Scope, tests: Tests) =>
  `${API}/white-zones${query({ level, perimetre, region, ...tests })}`;
export const schemesAddress = () => `${API}/schemes`;
export const sitesAddress = (scheme: string | null) => `${API}/sites${query({ scheme, network: "operateur" })}`;
export const zonesAddress = () => `${API}/zones`;
/** What a composition comes to; `parts` are those of its link. */
export const compositionAddress = (parts: string) => `${API}/composition?${parts}`;
export const placesAddress = (region: string | null, n: number) => `${API}/places${query({ region, n })}`;
