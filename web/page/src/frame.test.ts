import { expect, test } from "vitest";
import { frameOf, isFramed, unframed } from "./frame";

test("the code of a frame holds the whole link, safe in an attribute", () => {
  const code = frameOf('https://lanterne.test/?indicateur=part_emplois&seuils=10;20&x="');
  expect(code).toContain('src="https://lanterne.test/?indicateur=part_emplois&amp;seuils=');
  expect(code).toContain("cadre=oui");
  expect(code.match(/"/g)).toHaveLength(12);
});

test("only the word asks for the map alone", () => {
  expect(isFramed("?cadre=oui")).toBe(true);
  expect(isFramed("?cadre=non&indicateur=part_emplois")).toBe(false);
});

test("the way to the whole page is the link without the word", () => {
  const link = "https://lanterne.test/?cadre=oui&niveau=commune";
  expect(unframed(link)).toBe("https://lanterne.test/?niveau=commune");
});
