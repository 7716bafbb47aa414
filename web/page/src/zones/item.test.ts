import { expect, test } from "vitest";
import { keyOf, limit, readItem, readList, readThresholds, writeItem, writeList, writeThresholds } from "./item";
import { fromLink } from "./from-link";

const WHOLE = "epci-200070985,commune-80620~nom:Mon secteur~sauf:commune-80410~cog:2025~densite:60~sans:3";

test("a zone is read as it was written, with its thresholds", () => {
  const item = readItem(WHOLE);
  expect(item).toEqual({
    membres: "epci-200070985,commune-80620",
    nom: "Mon secteur",
    sauf: "commune-80410",
    cog: "2025",
    seuils: { densite: 60, sans: 3 },
  });
  expect(item && writeItem(item)).toBe(WHOLE);
  expect(item && keyOf(item)).toBe(WHOLE.replace("~densite:60~sans:3", ""));
});

test("what is no zone is told apart from those that are", () => {
  const { items, unread } = readList("zone-zone_est_80;neige;epci-200070985~densite:tout; ;epci-200070985");
  expect(items.map(keyOf)).toEqual(["zone-zone_est_80", "epci-200070985"]);
  expect(unread).toEqual(["neige", "epci-200070985~densite:tout"]);
  expect(writeList(items)).toBe("zone-zone_est_80;epci-200070985");
});

test("a name cannot break the list it stands in", () => {
  const item = readItem("epci-200070985");
  expect(item && keyOf({ ...item, nom: " A ~ B ; C " })).toBe("epci-200070985~nom:A B C");
});

test("thresholds are written and read; none at all is a word", () => {
  expect(readThresholds("densite:75,minutes:30")).toEqual({ densite: 75, minutes: 30 });
  expect(writeThresholds({ minutes: 30, densite: 75 })).toBe("densite:75,minutes:30");
  expect(writeThresholds({})).toBe("aucun");
  expect(readThresholds("aucun")).toEqual({});
  for (const wrong of ["", "neige:3", "densite", "densite:999", "sans:1.5"])
    expect(readThresholds(wrong), wrong).toBeNull();
});

test("a limit is read as the French write it", () => {
  expect(limit("part_emplois", " 7,5 ")).toBe(7.5);
  expect(limit("sans", "0")).toBeNull();
  expect(limit("minutes", "")).toBeNull();
});

test("the link of a composition is a zone", () => {
  const link = "https://lanterne.test/?membres=epci-200070985,commune-80620&nom=Mon+coin&sauf=commune-80410&cog=2026";
  expect(fromLink(link)).toEqual({
    membres: "epci-200070985,commune-80620",
    nom: "Mon coin",
    sauf: "commune-80410",
    cog: "2026",
    seuils: {},
  });
  expect(fromLink("/territoire/0123456789ab")).toBeNull();
  expect(fromLink("/?indicateur=part_emplois")).toBeNull();
});
