import { afterEach, expect, test, vi } from "vitest";
import { readShelf, shelf, type Kept } from "./kept";

interface Own extends Kept {
  words: string;
}
const own: Own = { id: "0123456789ab", key: "k", version: 2, nom: "Printemps", words: "scenario=A" };

afterEach(() => vi.unstubAllGlobals());

test("what was kept is read from the shelf as it was put there, and nothing else is", () => {
  expect(readShelf(JSON.stringify([own, { id: 3 }, { ...own, words: 1 }, null]), "words")).toEqual([own]);
  for (const text of [null, "", "{", '"x"', "3"]) expect(readShelf(text, "words")).toEqual([]);
});

test("the next version goes in with the key of the first, and takes its place on the shelf", async () => {
  const asked: [string, RequestInit][] = [];
  vi.stubGlobal("fetch", (path: string, how: RequestInit) => {
    asked.push([path, how]);
    const answer = asked.length === 1 ? { id: own.id, version: 1, key: "k" } : { id: own.id, version: 2 };
    return Promise.resolve(new Response(JSON.stringify(answer)));
  });
  const { owned, keep } = shelf<Own>({ name: "none", path: "/api/v1/scenarios", said: "words" });
  const first = await keep("nom=A", { nom: "A", words: "a" });
  const second = await keep("nom=B", { nom: "B", words: "b" }, first);
  expect(asked.map(([path]) => path)).toEqual([
    "/api/v1/scenarios?nom=A",
    `/api/v1/scenarios/${own.id}/versions?nom=B`,
  ]);
  expect(asked[1]?.[1].headers).toEqual({ authorization: "Bearer k" });
  expect(second).toEqual({ id: own.id, key: "k", version: 2, nom: "B", words: "b" });
  expect(owned.value).toEqual([second]);
});
