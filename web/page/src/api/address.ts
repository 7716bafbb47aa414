// The addresses of the API the page reads, and nothing else: one function per question, parameters in a fixed order so that the
// same question is always the same address (cache, ETag).
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
  region: string | null;
}

export interface Tests {
  c?: number;
  p?: number;
  t?: number;
  m?: number;
  alpha?: number;
  scheme?: string | null;
}

export const snapshotAddress = () => `${API}/snapshot`;
export const indicatorsAddress = () => `${API}/indicators`;
export const methodsAddress = () => `${API}/methods`;
export const territoriesAddress = (level: Level, region: string | null) =>
  `${API}/territories/${level}${query({ region })}`;
export const seriesAddress = (indicator: string, { level, perimetre, region }: Scope) =>
  `${API}/series/${encodeURIComponent(indicator)}${query({ level, perimetre, region })}`;
export const seriesCsvAddress = (indicator: string, { level, perimetre, region }: Scope) =>
  `${API}/series/${encodeURIComponent(indicator)}.csv${query({ level, perimetre, region })}`;
export const territoryAddress = (
  level: Level,
  code: string,
  perimetre: string,
  indicator: string,
  region: string | null,
  tests: Tests,
) => `${API}/territories/${level}/${encodeURIComponent(code)}${query({ perimetre, indicator, region, ...tests })}`;
export const searchAddress = (q: string) => `${API}/search${query({ q })}`;
export const whiteZonesAddress = ({ level, perimetre, region }: Scope, tests: Tests) =>
  `${API}/white-zones${query({ level, perimetre, region, ...tests })}`;
export const schemesAddress = () => `${API}/schemes`;
export const sitesAddress = (scheme: string | null) => `${API}/sites${query({ scheme, network: "operateur" })}`;
export const zonesAddress = () => `${API}/zones`;
export const placesAddress = (region: string | null, n: number) => `${API}/places${query({ region, n })}`;
