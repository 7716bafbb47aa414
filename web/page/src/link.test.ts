import { expect, test } from "vitest";
import { CUT, LEVELS, NO_TESTS, readLink, writeLink, type View, type Vocabulary } from "./link";

const initial: View = {
  indicateur: "etablissements_10000_hab",
  niveau: "epci",
  region: "32",
  perimetre: "loi_2014",
  annee: null,
  famille: [],
  secteur: [],
  territoire: null,
  comparer: [],
  compose: null,
  pris: [],
  lecture: "classes",
  avec: null,
  decoupage: CUT,
  palette: "lanterne",
  couches: ["offre", "fiabilite", "surveillance"],
  carte: null,
  tests: { ...NO_TESTS },
  volet: null,
  requete: null,
  rendu: "tableau",
  axes: null,
};

const vocabulary: Vocabulary = {
  indicateurs: ["etablissements_10000_hab", "part_emplois", "emplois", "part_association"],
  regions: ["28", "32"],
  perimetres: ["loi_2014", "categorie"],
  familles: ["association", "cooperative", "mutuelle"],
  secteurs: ["K", "P", "Q"],
  annees: [2020, 2021, 2022],
  perimetresPasses: ["loi_2014", "categorie"],
  nombres: ["emplois"],
  entreFamilles: ["part_association"],
  niveaux: [...LEVELS, "zone_emploi"],
  initial,
};

test("an empty link shows the initial view and the initial view is an empty link", () => {
  expect(readLink("", vocabulary)).toEqual({ view: initial, problems: [] });
  expect(writeLink(initial, vocabulary)).toBe("");
});

test("every part of a view survives the way to a link and back", () => {
  const view: View = {
    indicateur: "part_emplois",
    niveau: "commune",
    region: null,
    perimetre: "categorie",
    annee: 2020,
    famille: ["association", "cooperative"],
    secteur: ["P", "Q"],
    territoire: { level: "epci", code: "200070985" },
    comparer: [
      { level: "epci", code: "200070985" },
      { level: "departement", code: "80" },
    ],
    compose: {
      membres: [
        { level: "epci", code: "200070985" },
        { level: "commune", code: "80001" },
      ],
      sauf: [{ level: "commune", code: "80620" }],
      nom: "PETR Cœur des Hauts-de-France & alentours",
    },
    pris: ["200070985", "245900410"],
    lecture: "croisement",
    avec: "part_emplois",
    decoupage: { methode: "quantile", classes: 4, seuils: null },
    palette: "ecart",
    couches: ["operateurs"],
    carte: { zoom: 7.25, lat: 49.9, lon: 2.8 },
    tests: { c: 0.6, p: 0.9, t: 20, m: 0.4, alpha: 0.01, fenetre: 3, dispositif: "acc_ess" },
    volet: "sql",
    requete: 'SELECT 1 + 1 AS "a;b",\n  50% % 3 -- où, quand ?',
    rendu: "nuage",
    axes: { x: "a", y: "b" },
  };
  expect(readLink(writeLink(view, vocabulary), vocabulary)).toEqual({ view, problems: [] });
});

test("a link reads as words", () => {
  const view: View = { ...initial, niveau: "commune", territoire: { level: "commune", code: "2A004" } };
  expect(writeLink(view, vocabulary)).toBe("?niveau=commune&territoire=commune-2A004");
  expect(writeLink({ ...initial, couches: [] }, vocabulary)).toBe("?couches=aucune");
  expect(writeLink({ ...initial, carte: { zoom: 8, lat: 50, lon: 3 } }, vocabulary)).toBe("?carte=8.00/50.0000/3.0000");
});

test("unknown words become messages and the default, one each", () => {
  const { view, problems } = readLink(
    "?indicateur=densite&niveau=quartier&couches=offre,neige&carte=1/200/0&c=7",
    vocabulary,
  );
  expect(problems).toHaveLength(5);
  expect(view).toEqual({ ...initial, couches: ["offre"] });
});

test("« zones_blanches » stands for every kind that can be drawn and an empty region for France", () => {
  const { view, problems } = readLink("?couches=zones_blanches&region=", vocabulary);
  expect(problems).toEqual([]);
  expect(view.couches).toEqual(["offre", "foyer_froid", "accompagnement", "recours"]);
  expect(view.region).toBeNull();
});

test("a territory that is no code is told, not asked of the server", () => {
  const { view, problems } = readLink("?territoire=epci-../../etc", vocabulary);
  expect(view.territoire).toBeNull();
  expect(problems).toHaveLength(1);
});

test("a parameter that is empty or not a number is out of its domain", () => {
  const { view, problems } = readLink("?p=&t=vingt", vocabulary);
  expect(view.tests).toEqual(NO_TESTS);
  expect(problems).toHaveLength(2);
});

test("familles and sectors are read in the order of their lists, and unknown ones are told", () => {
  const { view, problems } = readLink("?famille=mutuelle,association&secteur=Q,Z", vocabulary);
  expect([view.famille, view.secteur]).toEqual([["association", "mutuelle"], ["Q"]]);
  expect(problems).toEqual(["Le lien demande le secteur « Z », qui n’existe pas ici."]);
  expect(writeLink(view, vocabulary)).toBe("?famille=association,mutuelle&secteur=Q");
});

test("an indicator that compares familles is shown for all of them", () => {
  const { view, problems } = readLink("?indicateur=part_association&famille=mutuelle&secteur=Q", vocabulary);
  expect([view.famille, view.secteur, problems.length]).toEqual([[], ["Q"], 1]);
});

test("a number is read by circles unless the link says otherwise", () => {
  const { view } = readLink("?indicateur=emplois", vocabulary);
  expect(view.lecture).toBe("cercles");
  expect(writeLink(view, vocabulary)).toBe("?indicateur=emplois");
  const coloured = { ...view, lecture: "classes" as const };
  expect(writeLink(coloured, vocabulary)).toBe("?indicateur=emplois&lecture=classes");
  expect(readLink("?indicateur=emplois&lecture=classes", vocabulary).view.lecture).toBe("classes");
});

test("a query is read in the link as it was written, and goes with its pane", () => {
  const asked = { ...initial, volet: "sql" as const, requete: "SELECT code, sum(jobs) AS emplois\nFROM ess_count" };
  const link = writeLink(asked, vocabulary);
  expect(link).toBe("?volet=sql&requete=SELECT+code,+sum(jobs)+AS+emplois%0AFROM+ess_count");
  expect(readLink(link, vocabulary).view.requete).toBe(asked.requete);
  expect(writeLink({ ...asked, volet: null }, vocabulary)).toBe("");
});

test("a zoning of study is a level where it is loaded, and told not to be where it is not", () => {
  const { view, problems } = readLink("?niveau=zone_emploi&territoire=bassin_vie-80021", vocabulary);
  expect([view.niveau, view.territoire, problems]).toEqual(["zone_emploi", { level: "bassin_vie", code: "80021" }, []]);
  const other = readLink("?niveau=bassin_vie", vocabulary);
  expect(other.view.niveau).toBe("epci");
  expect(other.problems).toEqual([
    "Le lien demande le niveau « bassin_vie », qui n’existe pas ici : la vue par défaut est montrée.",
  ]);
});

test("a year that is not loaded, or not known in the perimeter, is said and the year of reference is shown", () => {
  expect(readLink("?annee=2022", vocabulary)).toEqual({ view: initial, problems: [] });
  const unknown = readLink("?annee=2017", vocabulary);
  expect(unknown.view.annee).toBeNull();
  expect(unknown.problems).toEqual(["Le lien demande l’année « 2017 », qui n’est pas chargée : 2020 à 2022."]);
  const wide: Vocabulary = { ...vocabulary, perimetres: [...vocabulary.perimetres, "avec_esus"] };
  const alone = readLink("?annee=2020&perimetre=avec_esus", wide);
  expect([alone.view.annee, alone.problems.length]).toEqual([null, 1]);
});

test("a territory being composed is in the link from the moment it is begun", () => {
  const begun = { ...initial, compose: { membres: [], sauf: [], nom: "" } };
  expect(writeLink(begun, vocabulary)).toBe("?membres=");
  expect(readLink("?membres=", vocabulary)).toEqual({ view: begun, problems: [] });
  expect(readLink("?sauf=commune-80620&nom=Pays", vocabulary)).toEqual({ view: initial, problems: [] });
  const link = "?membres=epci-200070985,commune-80001&sauf=commune-80620&nom=Mon+pays";
  expect(writeLink(readLink(link, vocabulary).view, vocabulary)).toBe(link);
});

test("a zone that the documents name is a member, in and out, and no territory of its own", () => {
  const link = "?membres=zone-petr_chdf,zone_emploi-0051&sauf=zone-mel";
  const { view, problems } = readLink(link, vocabulary);
  expect(problems).toEqual([]);
  expect(view.compose?.membres).toEqual([
    { level: "zone", code: "petr_chdf" },
    { level: "zone_emploi", code: "0051" },
  ]);
  expect(view.compose?.sauf).toEqual([{ level: "zone", code: "mel" }]);
  expect(writeLink(view, vocabulary)).toBe(link);
  expect(readLink("?territoire=zone-petr_chdf", vocabulary).problems).toHaveLength(1);
});

test("a member that cannot be read is told, and the others stay; one that is named twice is there once", () => {
  const { view, problems } = readLink("?membres=epci-200070985,, epci-200070985,quartier-7&sauf=80620", vocabulary);
  expect(view.compose).toEqual({ membres: [{ level: "epci", code: "200070985" }], sauf: [], nom: "" });
  expect(problems).toEqual([
    "Le lien nomme un territoire illisible : « quartier-7 ».",
    "Le lien nomme un territoire illisible : « 80620 ».",
  ]);
});
