// The shapes of the API's answers on simulation and siting, word for word (web/server/src/document/simulation.rs, siting.rs), and their
// addresses.
import { API } from "../api/address";
import type { Network } from "./candidate";
import { sheetWords, type Scenario, type SimulatorView } from "./link";

export interface Reach {
  minutes: number;
  within: number | null;
  share: number | null;
}

export interface Situation {
  sites: number;
  population: Reach[];
  establishments: Reach[];
  unknown: number;
  unreachable: number;
  enclosed: number;
  mean_minutes: number | null;
  far_half_minutes: number | null;
  near_half_minutes: number | null;
  far_half_share: number | null;
  gini: number | null;
  white_communes: number;
  white_epci: number;
}

export interface Difference {
  sites: number;
  population: number | null;
  population_points: number | null;
  establishments: number | null;
  enclosed: number;
  mean_minutes: number | null;
  far_half_minutes: number | null;
  gini: number | null;
  white_communes: number;
  white_epci: number;
}

/** Which places count, and which others could. */
export interface CountedPlaces {
  sites: string;
  workshops: boolean;
  known_examples: number;
  known_workshops: number;
  label: string;
}

export interface SimulatedPlace {
  row: number;
  code: string;
  name: string;
}

/** The EPCI, in row order. */
export interface SimulatedEpci {
  row: number[];
  code: string[];
  name: string[];
  far_share_today: (number | null)[];
  far_share: (number | null)[];
  minutes_today: (number | null)[];
  minutes: (number | null)[];
  enclosed: (boolean | null)[];
}

/** The communes, in row order. */
export interface SimulatedCommunes {
  row: number[];
  minutes: (number | null)[];
  absence: (string | null)[];
  /** Place in the sites. */
  nearest: (number | null)[];
  changed: number[];
}

export interface SimulatedSite {
  site: string;
  name: string;
  kind: string;
  kind_label: string;
  state: "existant" | "ajoute" | "retire";
  commune: string | null;
  commune_name: string | null;
  point: [lon: number, lat: number];
  days_month: number | null;
  /** Made up: an example, where nobody receives. */
  example: boolean;
}

/** A version of scenarios that are kept, as far as what is served knows them. */
export interface ScenariosVersion {
  version: number;
  name: string;
  kept_at: string;
  changes: string[];
}

/** What the page reads of an answer of `/api/v1/scenarios/{scenario}`. */
export interface KeptScenarios {
  id: string;
  address: string;
  versions: ScenariosVersion[];
}

export interface Simulation {
  region: string | null;
  place: string;
  schemes: string[];
  places: CountedPlaces;
  minutes: number;
  bands: number[];
  today: Situation;
  after: Situation;
  difference: Difference;
  freed: SimulatedPlace[];
  newly: SimulatedPlace[];
  epci: SimulatedEpci;
  communes: SimulatedCommunes;
  /** Those that stand, then those added, in the order asked. */
  sites: SimulatedSite[];
  sentence: string;
  sentences: string[];
  notes: string[];
  travel_model: string;
  source_line: string;
  synthetic: boolean;
}

export type Objective = "couverture" | "mediane" | "centre" | "equite";
export type Demand = "population" | "etablissements" | "zones_blanches";

export interface ProposedSite {
  commune: string;
  name: string;
  point: [lon: number, lat: number];
  step: number | null;
  lost: number | null;
}

/** What the page reads of an answer of `/api/v1/siting`. */
export interface Siting {
  objective: Objective;
  demand_of: Demand;
  status: string;
  status_label: string;
  sites: ProposedSite[];
  sentence: string;
}

/** Parameters in a fixed order, so that one question has one address. Commas and colons stay as they are read. */
function address(path: string, words: Record<string, string | number | null>): string {
  const asked = Object.entries(words).filter(([, word]) => word !== null && word !== "");
  const plain = (word: string) => encodeURIComponent(word).replaceAll("%2C", ",").replaceAll("%3A", ":");
  const text = asked.map(([name, word]) => `${name}=${plain(String(word))}`).join("&");
  return `${API}/${path}${text && `?${text}`}`;
}

const days = (jours: number | null) => (jours === null ? "" : `:${jours}`);
/** What a scenario opens and closes, as the API asks for it. */
const changes = (of: Scenario | null) => ({
  add: of?.ajouts.map(({ commune, jours }) => `commune-${commune}${days(jours)}`).join() ?? "",
  remove: of?.retraits.join() ?? "",
});

type Asked = Pick<SimulatorView, "region" | "dispositif" | "minutes" | "sites" | "ateliers">;
/** Which places count, where it is not what counts everywhere else. */
const counted = ({ sites, ateliers }: Asked) => ({
  sites: sites === "documents" ? null : sites,
  workshops: ateliers ? null : "non",
});
const asked = (of: Asked) => ({ region: of.region, schemes: of.dispositif, minutes: of.minutes, ...counted(of) });

/** A scenario; today without one. */
export const simulationAddress = (view: Asked, of: Scenario | null): string =>
  address("simulation", { ...asked(view), ...changes(of) });

export const communesFileAddress = (view: Asked, of: Scenario | null, format: "csv" | "xlsx"): string =>
  address(`simulation/communes.${format}`, { ...asked(view), ...changes(of) });

export const sitingAddress = (
  view: Asked,
  of: Scenario | null,
  { objective, demand, open }: { objective: Objective; demand: Demand; open: number },
): string => {
  const { region, dispositif, minutes } = view;
  const words = { region, scheme: dispositif, open, minutes, demand, ...counted(view), ...changes(of) };
  return address(`siting/${objective}`, words);
};

/** The sheet to print, one page. */
export const sheetAddress = (view: SimulatorView): string => `/deploiement/simulateur.pdf?${sheetWords(view)}`;

export const keptAddress = (id: string): string => `${API}/scenarios/${id}`;

/** Public places of a network where a permanence may be held. */
export const candidateAddress = (network: Network): string => address("sites", { network });
