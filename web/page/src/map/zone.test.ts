import { expect, test } from "vitest";
import type { Territories, Zone } from "../api/document";
import { coveredRows, zoneMembers } from "./zone";

const zone = {
  kind: "watch_zone",
  rows: [3],
  rows_candidate: [5],
  epci: ["A"],
  epci_candidate: ["B"],
} as unknown as Zone;
const petr = { ...zone, kind: "petr", rows: [9], epci: ["C"] } as unknown as Zone;

test("only watch zones are outlined, with their candidates", () => {
  expect([...zoneMembers([zone, petr]).rows]).toEqual([3, 5]);
});

test("the inner borders of a zone are covered by its EPCI, or by their communes", () => {
  const members = zoneMembers([zone]);
  const communes = { level: "commune", rows: [10, 11, 12], epci: ["A", "C", "B"] } as unknown as Territories;
  expect(coveredRows("epci", members, null)).toEqual([3, 5]);
  expect(coveredRows("commune", members, communes)).toEqual([10, 12]);
  expect(coveredRows("departement", members, communes)).toEqual([]);
});
