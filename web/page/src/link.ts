// The view as a readable link, and back. Pure: it knows neither the page nor the network. A word it does not know becomes a
// message and the default, never a crash; what equals the default is left out of the link.
import type { Level } from "./api/document";

export type Layer =
  "offre" | "foyer_froid" | "accompagnement" | "recours" | "fiabilite" | "surveillance" | "operateurs";
export type Pane = "tableau" | "classement" | "nuage" | "inegalites" | "comparaison" | "evolution" | "sql" | "sources";
/** How the answer to a query is shown. */
export type Rendering = "tableau" | "barres" | "nuage" | "carte";
/** What the colours of the map say: the classes of the rate, what its neighbourhood tests say, or two rates crossed. */
export type Reading = "classes" | "cercles" | "foyers" | "points_chauds" | "croisement" | "deux_cartes";
export type Palette = "lanterne" | "bleu" | "vert" | "ecart";
export type Method = "arrondi" | "quantile" | "egal" | "jenks" | "tete_queue" | "ecart_type";

/** How the values are cut into classes; `seuils` by hand come before the method. */
export interface Cut {
  methode: Method;
  classes: number;
  seuils: number[] | null;
}

export interface Named {
  level: Level;
  code: string;
}

/** A part of a territory put together by hand: a unit of a level, or a zone that the documents name, by its identifier. */
export interface Member {
  level: Level | "zone";
  code: string;
}

/** A territory put together by hand: what is in it, less what is taken away. */
export interface Composed {
  membres: Member[];
  sauf: Member[];
  nom: string;
}

export interface Camera {
  zoom: number;
  lat: number;
  lon: number;
}

/** Parameters of the white-zone tests that differ from the served defaults. */
export interface TestParameters {
  c: number | null;
  p: number | null;
  t: number | null;
  m: number | null;
  alpha: number | null;
  /** Years in which a beneficiary is looked for. */
  fenetre: number | null;
  dispositif: string | null;
}

export interface View {
  indicateur: string;
  niveau: Level;
  /** `null`: the whole of France. */
  region: string | null;
  perimetre: string;
  /** An earlier year; `null`: the one of reference. */
  annee: number | null;
  /** Familles and sections of the NAF that are counted; none of a list: all of it. */
  famille: string[];
  secteur: string[];
  territoire: Named | null;
  /** Territories side by side, four at most. */
  comparer: Named[];
  /** The territory being composed; `null`: none is. */
  compose: Composed | null;
  /** Codes of the territories picked out, of the level shown; none: all of them. */
  pris: string[];
  lecture: Reading;
  /** The second indicator, for what crosses two. */
  avec: string | null;
  decoupage: Cut;
  palette: Palette;
  couches: Layer[];
  carte: Camera | null;
  tests: TestParameters;
  volet: Pane | null;
  /** What is asked in SQL, how its answer is shown, and which of its columns. */
  requete: string | null;
  rendu: Rendering;
  axes: { x: string; y: string } | null;
}

export interface Vocabulary {
  indicateurs: string[];
  regions: string[];
  perimetres: string[];
  familles: string[];
  secteurs: string[];
  /** Years loaded, the one of reference last; the perimeters known of the others. */
  annees: number[];
  perimetresPasses: string[];
  /** Indicators that are plain numbers, read by circles. */
  nombres: string[];
  /** Indicators that compare familles, and say nothing once some are chosen. */
  entreFamilles: string[];
  /** Levels that are loaded and drawn. */
  niveaux: Level[];
  /** What an empty link shows. */
  initial: View;
}

export const LAYERS: Layer[] = [
  "offre",
  "foyer_froid",
  "accompagnement",
  "recours",
  "fiabilite",
  "surveillance",
  "operateurs",
];
/** Levels of administration, known wherever communes are. */
export const LEVELS: Level[] = ["commune", "epci", "departement", "region"];
/** Zonings of study, known where the server says so. */
export const STUDY: Level[] = ["zone_emploi", "bassin_vie"];
export const READINGS: Reading[] = ["classes", "cercles", "foyers", "points_chauds", "croisement", "deux_cartes"];
export const PALETTES: Palette[] = ["lanterne", "bleu", "vert", "ecart"];
export const METHODS: Method[] = ["arrondi", "quantile", "egal", "jenks", "tete_queue", "ecart_type"];
export const PANES: Pane[] = [
  "tableau",
  "classement",
  "nuage",
  "inegalites",
  "comparaison",
  "evolution",
  "sql",
  "sources",
];
export const RENDERINGS: Rendering[] = ["tableau", "barres", "nuage", "carte"];
export const CUT: Cut = { methode: "arrondi", classes: 6, seuils: null };
export const MOST_COMPARED = 4;
/** Of a territory composed: it stands as a title. */
export const LONGEST_NAME = 120;
/** More codes would make a link that letters and messages cut. */
export const MOST_PICKED = 150;
/** As many as a palette has steps that an eye tells apart. */
export const MOST_CLASSES = 6;
export const NO_TESTS: TestParameters = {
  c: null,
  p: null,
  t: null,
  m: null,
  alpha: null,
  fenetre: null,
  dispositif: null,
};

/** Words of `couches` that stand for several layers, or for none. */
const GROUPS: Record<string, Layer[]> = {
  zones_blanches: ["offre", "foyer_froid", "accompagnement", "recours"],
  aucune: [],
  "": [],
};

const BOUNDS = {
  c: [0.1, 1],
  p: [0.5, 0.999],
  t: [5, 120],
  m: [0.05, 1],
  alpha: [0.001, 0.2],
  fenetre: [1, 100],
} as const;
const PARAMETERS = ["c", "p", "t", "m", "alpha", "fenetre"] as const;
const CODE = /^[0-9A-Z]{1,12}$/;
const TERRITORY = /^(commune|epci|departement|region|france|zone_emploi|bassin_vie)-([0-9A-Z]{1,12})$/;
const ZONE = /^zone-([a-z0-9_]{1,60})$/;
const CAMERA = /^(-?[\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/;

/** How the map of an indicator is read unless the link says otherwise: a number by circles, since colours would show the size of the
 * territories; anything else as the initial view is. */
export const usualReading = (
  indicateur: string,
  { nombres, initial }: Pick<Vocabulary, "nombres" | "initial">,
): Reading => (nombres.includes(indicateur) ? "cercles" : initial.lecture);

/** The sentence for who asks at once for some familles and for an indicator that compares them. */
export const AMONG_FAMILLES =
  "Cet indicateur compare les familles entre elles : il est montré pour toutes les familles, sans le filtre.";

/** Reads a link. `problems` are French sentences for the reader, one per word not understood. */
export function readLink(search: string, vocabulary: Vocabulary): { view: View; problems: string[] } {
  const asked = new URLSearchParams(search);
  const problems: string[] = [];
  const view: View = { ...vocabulary.initial, tests: { ...NO_TESTS } };

  function oneOf<T extends string>(name: string, known: readonly T[], subject: string, set: (word: T) => void) {
    const word = asked.get(name);
    if (word === null) return;
    if ((known as readonly string[]).includes(word)) set(word as T);
    else problems.push(`Le lien demande ${subject} « ${word} », qui n’existe pas ici : la vue par défaut est montrée.`);
  }

  oneOf("indicateur", vocabulary.indicateurs, "l’indicateur", (word) => (view.indicateur = word));
  oneOf("niveau", vocabulary.niveaux, "le niveau", (word) => (view.niveau = word));
  oneOf(
    "region",
    [...vocabulary.regions, "france", ""],
    "la région",
    (word) => (view.region = word === "france" ? null : word || null),
  );
  oneOf("perimetre", vocabulary.perimetres, "le périmètre", (word) => (view.perimetre = word));
  view.annee = readYear(asked, view.perimetre, vocabulary, problems);
  view.famille = several(asked, "famille", vocabulary.familles, "la famille", problems);
  view.secteur = several(asked, "secteur", vocabulary.secteurs, "le secteur", problems);
  if (view.famille.length > 0 && vocabulary.entreFamilles.includes(view.indicateur)) {
    view.famille = [];
    problems.push(AMONG_FAMILLES);
  }
  view.lecture = usualReading(view.indicateur, vocabulary);
  oneOf("volet", PANES, "le volet", (word) => (view.volet = word));
  oneOf("rendu", RENDERINGS, "le rendu", (word) => (view.rendu = word));
  view.requete = asked.get("requete");
  const [x, y] = asked.get("axes")?.split(";") ?? [];
  if (x && y) view.axes = { x, y };
  oneOf("lecture", READINGS, "la lecture", (word) => (view.lecture = word));
  oneOf("avec", vocabulary.indicateurs, "le second indicateur", (word) => (view.avec = word));
  oneOf("palette", PALETTES, "la palette", (word) => (view.palette = word));

  const named = (word: string): Named | null => {
    const found = TERRITORY.exec(word);
    if (found) return { level: found[1] as Level, code: found[2] as string };
    problems.push(`Le lien nomme un territoire illisible : « ${word} ».`);
    return null;
  };
  const territory = asked.get("territoire");
  if (territory !== null) view.territoire = named(territory);
  const compared = asked.get("comparer");
  if (compared) {
    const all = compared.split(",").flatMap((word) => named(word) ?? []);
    view.comparer = all.slice(0, MOST_COMPARED);
    if (all.length > MOST_COMPARED)
      problems.push("Le lien compare plus de quatre territoires : les premiers sont montrés.");
  }
  view.compose = readComposed(asked, named);
  const picked = asked.get("pris");
  if (picked) {
    const codes = picked.split(",");
    view.pris = codes.filter((code) => CODE.test(code));
    if (view.pris.length < codes.length)
      problems.push("Le lien retient des territoires illisibles : ils sont laissés.");
  }
  view.decoupage = readCut(asked, problems);

  const layers = asked.get("couches");
  if (layers !== null) {
    const words = layers.split(",").flatMap((word) => GROUPS[word] ?? [word]);
    view.couches = LAYERS.filter((layer) => words.includes(layer));
    for (const word of words) {
      if (!(LAYERS as string[]).includes(word)) problems.push(`Le lien demande une couche inconnue : « ${word} ».`);
    }
  }

  const camera = asked.get("carte");
  if (camera !== null) {
    const [, zoom, lat, lon] = CAMERA.exec(camera) ?? [];
    const read = { zoom: Number(zoom), lat: Number(lat), lon: Number(lon) };
    const sound = read.zoom >= 0 && read.zoom <= 22 && Math.abs(read.lat) <= 85 && Math.abs(read.lon) <= 180;
    if (sound) view.carte = read;
    else problems.push(`Le lien place la carte à « ${camera} », hors du monde connu.`);
  }

  for (const name of PARAMETERS) {
    const word = asked.get(name);
    if (word === null) continue;
    const [least, most] = BOUNDS[name];
    const number = Number(word.replace(",", "."));
    const whole = name !== "fenetre" || Number.isInteger(number);
    if (word !== "" && whole && number >= least && number <= most) view.tests[name] = number;
    else problems.push(`Le paramètre ${name} = « ${word} » sort de son domaine : la valeur par défaut sert.`);
  }
  view.tests.dispositif = asked.get("dispositif");
  return { view, problems };
}

/** Members of a closed list, separated by commas, in the order of the list; all of them are none chosen, where that says the same. */
function several(asked: URLSearchParams, name: string, known: string[], subject: string, problems: string[]): string[] {
  const words = (asked.get(name) ?? "").split(",").filter((word) => word !== "");
  for (const word of words) {
    if (!known.includes(word)) problems.push(`Le lien demande ${subject} « ${word} », qui n’existe pas ici.`);
  }
  return known.filter((each) => words.includes(each));
}

/** A composition, even an empty one, wherever the link has its first word; one that is composed is not chosen as well. */
function readComposed(asked: URLSearchParams, named: (word: string) => Named | null): Composed | null {
  if (!asked.has("membres")) return null;
  const member = (word: string): Member | null => {
    const zone = ZONE.exec(word)?.[1];
    return zone === undefined ? named(word) : { level: "zone", code: zone };
  };
  const list = (name: string): Member[] => {
    const words = new Set((asked.get(name) ?? "").split(",").map((word) => word.trim()));
    return [...words].flatMap((word) => (word === "" ? [] : (member(word) ?? [])));
  };
  return { membres: list("membres"), sauf: list("sauf"), nom: (asked.get("nom") ?? "").slice(0, LONGEST_NAME) };
}

/** The year asked for, where it is another than the one of reference, is loaded and is known in that perimeter. */
function readYear(
  asked: URLSearchParams,
  perimetre: string,
  { annees, perimetresPasses }: Vocabulary,
  problems: string[],
): number | null {
  const word = asked.get("annee");
  const reference = annees.at(-1);
  if (word === null || word === String(reference)) return null;
  const year = annees.find((each) => String(each) === word);
  if (year === undefined) {
    const loaded = annees.length > 1 ? ` : ${annees[0]} à ${reference}` : "";
    problems.push(`Le lien demande l’année « ${word} », qui n’est pas chargée${loaded}.`);
    return null;
  }
  if (perimetresPasses.includes(perimetre)) return year;
  problems.push(`Ce périmètre n’est connu que de ${reference} : c’est cette année qui est montrée.`);
  return null;
}

function readCut(asked: URLSearchParams, problems: string[]): Cut {
  const cut: Cut = { ...CUT };
  const method = asked.get("decoupage");
  if (method !== null) {
    if ((METHODS as string[]).includes(method)) cut.methode = method as Method;
    else problems.push(`Le lien demande un découpage inconnu : « ${method} ».`);
  }
  const classes = asked.get("classes");
  if (classes !== null) {
    const number = Number(classes);
    if (Number.isInteger(number) && number >= 2 && number <= MOST_CLASSES) cut.classes = number;
    else problems.push(`Le lien demande « ${classes} » classes : il en faut de 2 à ${MOST_CLASSES}.`);
  }
  const breaks = asked.get("seuils");
  if (breaks !== null) {
    const numbers = breaks.split(";").map((word) => (word.trim() === "" ? NaN : Number(word.replace(",", "."))));
    if (numbers.length < MOST_CLASSES && numbers.every(Number.isFinite)) cut.seuils = numbers.toSorted((a, b) => a - b);
    else problems.push(`Les seuils « ${breaks} » ne se lisent pas : il faut des nombres séparés par un point-virgule.`);
  }
  return cut;
}

/** What a query may hold as it is; a space is a plus, as in a form. */
const PLAIN: Record<string, string> = { "%2F": "/", "%2C": ",", "%3B": ";", "%3A": ":", "%3D": "=", "%20": "+" };
export const readable = (word: string) =>
  encodeURIComponent(word).replace(/%(?:2F|2C|3B|3A|3D|20)/g, (each) => PLAIN[each] ?? each);

export const written = ({ level, code }: Member) => `${level}-${code}`;

/** Writes the link of a view: `?indicateur=…`, or nothing for the initial view. */
export function writeLink(view: View, { initial, nombres }: Pick<Vocabulary, "initial" | "nombres">): string {
  const words: [string, string][] = [];
  if (view.indicateur !== initial.indicateur) words.push(["indicateur", view.indicateur]);
  if (view.niveau !== initial.niveau) words.push(["niveau", view.niveau]);
  if (view.territoire) words.push(["territoire", written(view.territoire)]);
  if (view.comparer.length > 0) words.push(["comparer", view.comparer.map(written).join()]);
  if (view.compose) {
    const { membres, sauf, nom } = view.compose;
    words.push(["membres", membres.map(written).join()]);
    if (sauf.length > 0) words.push(["sauf", sauf.map(written).join()]);
    if (nom) words.push(["nom", nom]);
  }
  if (view.pris.length > 0 && view.pris.length <= MOST_PICKED) words.push(["pris", view.pris.join()]);
  if (view.lecture !== usualReading(view.indicateur, { initial, nombres })) words.push(["lecture", view.lecture]);
  if (view.avec !== initial.avec && view.avec !== null) words.push(["avec", view.avec]);
  if (view.palette !== initial.palette) words.push(["palette", view.palette]);
  const { methode, classes, seuils } = view.decoupage;
  if (seuils) words.push(["seuils", seuils.join(";")]);
  else {
    if (methode !== CUT.methode) words.push(["decoupage", methode]);
    if (classes !== CUT.classes) words.push(["classes", String(classes)]);
  }
  if (view.region !== initial.region) words.push(["region", view.region ?? "france"]);
  if (view.perimetre !== initial.perimetre) words.push(["perimetre", view.perimetre]);
  if (view.annee !== null) words.push(["annee", String(view.annee)]);
  if (view.famille.length > 0) words.push(["famille", view.famille.join()]);
  if (view.secteur.length > 0) words.push(["secteur", view.secteur.join()]);
  if (view.couches.join() !== initial.couches.join()) words.push(["couches", view.couches.join() || "aucune"]);
  for (const name of PARAMETERS) {
    const value = view.tests[name];
    if (value !== null) words.push([name, String(value)]);
  }
  if (view.tests.dispositif) words.push(["dispositif", view.tests.dispositif]);
  if (view.volet) words.push(["volet", view.volet]);
  if (view.carte) {
    const { zoom, lat, lon } = view.carte;
    words.push(["carte", `${zoom.toFixed(2)}/${lat.toFixed(4)}/${lon.toFixed(4)}`]);
  }
  if (view.requete !== null && view.volet === "sql") {
    words.push(["requete", view.requete]);
    if (view.rendu !== initial.rendu) words.push(["rendu", view.rendu]);
    if (view.axes) words.push(["axes", `${view.axes.x};${view.axes.y}`]);
  }
  if (words.length === 0) return "";
  return `?${words.map(([name, word]) => `${name}=${readable(word)}`).join("&")}`;
}
