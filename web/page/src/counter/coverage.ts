// The shape of the API's answer on what an operator did and where (web/server/src/document/coverage.rs), and its address.
import { API } from "../api/address";
import type { DeclaredZone, PresenceSite } from "../presence/document";

export interface SchemeCoverage {
  scheme: string;
  name: string;
  /** By year; `null` where the operator did not hand it in. */
  beneficiaries: (number | null)[];
  /** By year; `null` where nobody said any. */
  jobs: (number | null)[];
  amount_eur: (number | null)[];
  reached: { code: string; name: string; beneficiaries: number; last: number }[];
  /** EPCI its zones touch; `null`: it declares none. */
  declared: number | null;
  missed: { code: string; name: string }[];
  sentence: string;
}

/** What an operator did, and where it is; columns follow the years. */
export interface Coverage {
  operator: string;
  operator_name: string | null;
  years: number[];
  schemes: SchemeCoverage[];
  sites: PresenceSite[];
  zones: DeclaredZone[];
  sentence: string;
  notes: string[];
  /** That it is made up; empty where it is not. */
  notice: string;
}

/** One's own without an operator; whoever may read every row says whose. */
export const coverageAddress = (operator: string | null): string =>
  `${API}/activity/coverage${operator === null ? "" : `?operator=${encodeURIComponent(operator)}`}`;
