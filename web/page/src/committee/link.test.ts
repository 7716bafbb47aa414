import { expect, test } from "vitest";
import { dated, datesOf, initialView, readLink, writeLink, type CommitteeView, type Known } from "./link";

const known: Known = { regions: ["28", "32"], schemes: ["dla", "fidess"], initial: initialView("32") };
const { initial } = known;

test("an empty link shows the initial view and the initial view is an empty link", () => {
  expect(readLink("", known)).toEqual({ view: initial, problems: [] });
  expect(writeLink(initial, initial)).toBe("");
});

test("every part of a view survives the way to a link and back", () => {
  const view: CommitteeView = { region: null, dispositif: "fidess", avant: 2020, apres: 2023 };
  expect(writeLink(view, initial)).toBe("?region=france&dispositif=fidess&avant=2020&apres=2023");
  expect(readLink(writeLink(view, initial), known)).toEqual({ view, problems: [] });
});

test("a word that means nothing is told, and the default stands in its place", () => {
  const { view, problems } = readLink("?region=99&dispositif=DLA!&avant=hier&apres=2024", known);
  expect(view).toEqual({ ...initial, apres: 2024 });
  expect(problems.join(" ")).toMatch(/99.*DLA!.*hier/);
});

test("dates in the wrong order are told and forgotten", () => {
  const { view, problems } = readLink("?avant=2024&apres=2024", known);
  expect(view).toEqual(initial);
  expect(problems).toHaveLength(1);
});

test("a date chosen a moment ago is not lost to the next, though its answer has not come", () => {
  const answered = { before: 2022, after: 2024 };
  expect(datesOf(initial, answered)).toEqual({ avant: 2022, apres: 2024 });
  const asked = { ...initial, ...dated([2020, 2021, 2022, 2023, 2024], datesOf(initial, answered), { avant: 2020 }) };
  expect(datesOf(asked, answered)).toEqual({ avant: 2020, apres: 2024 });
  expect(dated([2020, 2021, 2022, 2023, 2024], datesOf(asked, answered), { apres: 2023 })).toEqual({
    avant: 2020,
    apres: 2023,
  });
});

test("the date that is chosen stays and the other gives way", () => {
  const years = [2020, 2021, 2022, 2023, 2024];
  const shown = { avant: 2022, apres: 2023 };
  expect(dated(years, shown, { avant: 2020 })).toEqual({ avant: 2020, apres: 2023 });
  expect(dated(years, shown, { avant: 2023 })).toEqual({ avant: 2023, apres: 2024 });
  expect(dated(years, shown, { apres: 2021 })).toEqual({ avant: 2020, apres: 2021 });
});
