import { expect, test } from "vitest";
import { meet, spotBeside, type Ground } from "./leader";

const around = { x: 280, y: 180, w: 40, h: 40 };
const within = (x: number, y: number) => x > 280 && x < 320 && y > 180 && y < 220;
const open: Ground = { taken: [], width: 600, height: 400, kept: within, land: () => false };
const anchor = { x: 300, y: 200 };

test("a label stands outside what it names, inside the drawing, and touches nothing that is taken", () => {
  const taken = [
    { x: 200, y: 150, w: 80, h: 100 },
    { x: 320, y: 0, w: 280, h: 400 },
  ];
  const spot = spotBeside(anchor, 90, 18, { ...open, taken });
  expect(spot).not.toBeNull();
  for (const other of [around, ...taken]) expect(meet(spot!.rect, other)).toBe(false);
  expect(spot!.rect.x).toBeGreaterThan(0);
});

test("a label stands on the sea rather than on the land shown", () => {
  const east = spotBeside(anchor, 90, 18, { ...open, land: (x) => x < 318 });
  expect(east!.rect.x).toBeGreaterThanOrEqual(300);
  const west = spotBeside(anchor, 90, 18, { ...open, land: (x) => x > 282 });
  expect(west!.rect.x + 90).toBeLessThanOrEqual(300);
});

test("where there is no room there is no label", () => {
  expect(spotBeside(anchor, 90, 18, { ...open, taken: [{ x: 0, y: 0, w: 600, h: 400 }] })).toBeNull();
});
