import { expect, test } from "vitest";
import { faultOf } from "./fault";

test("what the engine refuses is introduced in French, with its line, and its own words are kept", () => {
  const said =
    'Binder Error: Referenced column "selec" was not found because the FROM clause is missing\n\nLINE 3: select selec\n               ^';
  expect(faultOf(`Error: ${said}`)).toEqual({
    intro: "Une colonne n’existe pas, ligne 3.",
    said,
    engine: true,
    line: 3,
  });
  expect(faultOf("Catalog Error: Table with name nope does not exist!").intro).toBe("Une table n’existe pas.");
  expect(faultOf("boum")).toEqual({ intro: "La requête n’a pas abouti.", said: "boum", engine: true, line: null });
});
