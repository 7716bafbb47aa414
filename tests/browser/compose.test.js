// A territory of one's own, composed by pointing, by name and from a list: what the tray says is what the API says, and leads to the
// profile of the same communes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "./axe.js";
import { readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, point, api } = session();
const PETR = ["200037059", "200070985", "200070928"];
const members = PETR.map((code) => `epci-${code}`);
const word = (name) => new URL(at.page.url()).searchParams.get(name);
const linked = (name, value) =>
  at.page.waitForFunction(([n, v]) => new URL(location.href).searchParams.get(n) === v, [name, value]);
/** A figure of the tray, once the service has said it of what is composed now. */
async function figure(name) {
  await at.page.locator('[data-test="compose-totals"][aria-busy="false"]').waitFor();
  return readFrench(await hook(name).innerText());
}

/** Communes and inhabitants of some EPCI, as the API has them. */
async function served(codes) {
  const { code, epci, population } = await api("/api/v1/territories/commune?region=32");
  const own = code.flatMap((each, i) => (codes.includes(epci[i]) ? [{ code: each, population: population[i] }] : []));
  return {
    communes: own.length,
    population: own.reduce((sum, each) => sum + each.population, 0),
    own,
  };
}

async function paste(text) {
  await hook("compose-pasting").locator("summary").first().click();
  await hook("compose-paste").fill(text);
  await hook("compose-paste-add").click();
  await hook("compose-report").waitFor();
}

test("a commune is found by its postcode, and its territory's profile is one link away", async () => {
  await open();
  await hook("compose").click();
  assert.equal(word("membres"), "");
  await hook("compose-search").fill("80200");
  await hook("found-commune-80620").last().click();
  await linked("membres", "commune-80620");
  const commune = await api("/api/v1/territories/commune?region=32");
  assert.equal(await figure("compose-population"), commune.population[commune.code.indexOf("80620")]);
  assert.match(await hook("compose-said").innerText(), /Ajouté\s: Péronne/);
  const { cog } = await api("/api/v1/snapshot");
  for (const [name, file] of Object.entries({
    profile: "",
    pdf: ".pdf",
    docx: ".docx",
    xlsx: ".xlsx",
  })) {
    const href = await hook(`compose-${name}`).getAttribute("href");
    assert.equal(href, `/profil/groupement${file}?membres=commune-80620&cog=${cog}`);
  }
});

test("the PETR is composed by clicking its three EPCI; the map outlines them, the link holds them, its profile is of the same", async () => {
  await open("/?membres=");
  for (const code of PETR) {
    await point("epci", code);
    await hook(`member-epci-${code}`).waitFor();
  }
  assert.equal(word("membres"), members.join());
  const { communes, population } = await served(PETR);
  assert.deepEqual([await figure("compose-communes"), await figure("compose-population")], [communes, population]);
  const { rows, code } = await api("/api/v1/territories/epci?region=32");
  const outlined = await at.page.evaluate(() => window.lanterne.map.getFilter("choice-epci")[2][1]);
  assert.deepEqual(outlined.toSorted(), PETR.map((each) => rows[code.indexOf(each)]).toSorted());
  await hook("compose-name").fill("PETR Cœur des Hauts-de-France");
  await linked("nom", "PETR Cœur des Hauts-de-France");
  const href = await hook("compose-profile").getAttribute("href");
  assert.match(href, new RegExp(`^/profil/groupement\\?membres=${members.join()}&nom=PETR\\+C%C5%93ur`));
  const profile = await fetch(at.observatory.address + href.replace(/&cog=\d+$/, ""));
  assert.match((await profile.text()).replace(/<[^>]+>/g, ""), new RegExp(`${communes}\\scommunes`));
  await point("epci", PETR[1]);
  await linked("membres", [members[0], members[2]].join());
  await at.page.goBack();
  await linked("membres", members.join());
});

test("a commune clicked inside a member is taken away, and put back by a second click or from the list", async () => {
  await open(`/?niveau=commune&membres=${members.join()}`);
  const whole = await served(PETR);
  const peronne = whole.own.find(({ code }) => code === "80620");
  // Once its members are known the map goes to them.
  assert.equal(await figure("compose-communes"), whole.communes);
  await point("commune", "80620");
  await linked("sauf", "commune-80620");
  assert.equal(await figure("compose-communes"), whole.communes - 1);
  assert.equal(await figure("compose-population"), whole.population - peronne.population);
  assert.match(await hook("compose-profile").getAttribute("href"), /&sauf=commune-80620&/);
  await at.page.reload();
  await hook("member-commune-80620").waitFor();
  assert.equal(await figure("compose-communes"), whole.communes - 1, "the link composes the same");
  await hook("member-commune-80620").getByRole("button").click();
  await linked("sauf", null);
  assert.equal(await figure("compose-communes"), whole.communes);
});

test("a declared zone comes in as one member, with one line around it; an EPCI of it is taken away by a click", async () => {
  await open("/?membres=");
  await hook("compose-zones").locator("summary").click();
  await hook("zone-petr_chdf").click();
  await linked("membres", "zone-petr_chdf");
  assert.match(await hook("member-zone-petr_chdf").innerText(), /PETR Cœur des Hauts-de-France/);
  const { communes, population } = await served(PETR);
  assert.deepEqual([await figure("compose-communes"), await figure("compose-population")], [communes, population]);
  assert.match(await hook("compose-profile").getAttribute("href"), /membres=zone-petr_chdf&/);
  await at.page.waitForFunction(() => {
    const { map } = window.lanterne;
    const there = map.getLayer("choice-composed") && !map.isMoving();
    return there && map.queryRenderedFeatures({ layers: ["choice-composed"] }).length > 0;
  });
  const drawn = await at.page.evaluate(() => {
    const { map } = window.lanterne;
    const wide = (layer) => map.getPaintProperty(layer, "line-width");
    return {
      members: map.getFilter("choice-epci")[2][1].length,
      thin: wide("choice-epci"),
      broad: wide("choice-composed"),
    };
  });
  assert.equal(drawn.members, PETR.length);
  assert.ok(drawn.thin < drawn.broad, "thin between the members, broad around them");
  await point("epci", PETR[1]);
  await linked("sauf", members[1]);
  const rest = await served([PETR[0], PETR[2]]);
  assert.deepEqual(
    [await figure("compose-communes"), await figure("compose-population")],
    [rest.communes, rest.population],
  );
});

test("a territory is kept under a short link that opens it again; a version is added, and the earlier one stays", async () => {
  await open(`/?membres=${members[1]}`);
  await hook("compose-communes").waitFor();
  assert.ok(await hook("compose-keep").isDisabled(), "what has no name is not kept");
  await hook("compose-name").fill("Est de la Somme");
  await linked("nom", "Est de la Somme");
  await hook("compose-keep").click();
  const short = await hook("compose-short").getAttribute("href");
  assert.match(short, /\/territoire\/[0-9a-z]+$/);
  const read = async (address) => {
    const answer = await fetch(address);
    assert.equal(answer.status, 200, address);
    return { address: answer.url, text: (await answer.text()).replace(/<[^>]+>/g, "") };
  };
  const first = await read(short);
  assert.equal(new URL(first.address).searchParams.get("membres"), members[1]);
  assert.match(first.text, /Est de la Somme/);
  await hook("compose-search").fill("80200");
  await hook("found-commune-80620").last().click();
  await linked("membres", `${members[1]},commune-80620`);
  assert.match(await hook("compose-revise").innerText(), /Garder comme version 2/);
  await hook("compose-revise").click();
  await hook("compose-kept").waitFor();
  assert.match(await hook("compose-kept").innerText(), /version 2/);
  assert.equal(await hook("compose-short").getAttribute("href"), short, "the same link leads to the next version");
  const last = await read(short);
  assert.equal(new URL(last.address).searchParams.get("membres"), `${members[1]},commune-80620`);
  const earlier = await read(`${short}?version=1`);
  assert.equal(earlier.address, first.address);
  await open("/?membres=");
  const owned = hook(`owned-${short.split("/").at(-1)}`);
  assert.equal(await owned.innerText(), "Est de la Somme");
  await owned.click();
  await hook("member-commune-80620").waitFor();
});

test("a list is read: found, there already, to be chosen, not found; nothing of it is lost", async () => {
  await open(`/?membres=${members[2]}`);
  await paste("Terre de Picardie\nHam; HAM\nAthies\n80200\nPeronnne\nXyzzyville");
  assert.match(
    await hook("compose-report").innerText(),
    /1\sterritoire ajouté, 2\sdéjà là, 2\sà choisir, 2\sintrouvables/,
  );
  assert.deepEqual(word("membres").split(","), [members[2], "commune-80410"]);
  const athies = hook("compose-several").filter({ hasText: /Athies\s»/ });
  assert.equal(await athies.locator(".choice").count(), 2);
  await athies.locator('[data-test="take-commune-80034"]').click();
  await hook("member-commune-80034").waitFor();
  assert.equal(await athies.count(), 0);
  assert.match(await hook("compose-several").innerText(), /Cocquerel.*code INSEE[\s\S]*Péronne/);
  const nearest = hook("compose-unknown").filter({ hasText: "Peronnne" });
  await nearest.locator('[data-test="take-commune-80620"]').click();
  await hook("member-commune-80620").waitFor();
  assert.equal(await hook("compose-unknown").count(), 1);
  await hook("compose-twice").locator("summary").click();
  assert.match(await hook("compose-twice").innerText(), /ligne 1\s: Terre de Picardie[\s\S]*ligne 2\s: HAM/);
});

test("codes pasted from a sheet compose the same as clicks do", async () => {
  await open("/?membres=");
  const { own, communes, population } = await served(PETR);
  await paste(["Code\tCommune", ...own.map(({ code }) => `${code}\tx`)].join("\n"));
  await hook("compose-communes").waitFor();
  assert.deepEqual([await figure("compose-communes"), await figure("compose-population")], [communes, population]);
});

test("a territory whose panel is open is the first of the new one; leaving keeps it to be taken up again", async () => {
  await open(`/?territoire=${members[1]}`);
  await hook("compose-with").click();
  await hook(`member-${members[1]}`).waitFor();
  assert.deepEqual([word("membres"), word("territoire")], [members[1], null]);
  await hook("compose-finish").click();
  assert.equal(word("membres"), null);
  await hook("compose-again").click();
  assert.equal(word("membres"), members[1]);
});

test("the keyboard composes: the cursor of the map adds, the list removes and keeps the focus", async () => {
  await open("/?membres=");
  await at.page.locator("canvas.maplibregl-canvas").focus();
  await at.page.keyboard.press("ArrowRight");
  await at.page.keyboard.press("Enter");
  await at.page.waitForFunction(() => new URL(location.href).searchParams.get("membres") !== "");
  await at.page.locator('[data-test^="member-"] button').focus();
  await at.page.keyboard.press("Enter");
  await linked("membres", "");
  await at.page.waitForFunction(() => document.activeElement.dataset.test === "compose-search");
  await at.page.keyboard.press("Escape");
  assert.equal(word("membres"), "", "Escape leaves no composition");
});

test("a link whose members are unreadable or unknown says so and shows the rest", async () => {
  await open(`/?membres=${members[1]},quartier-7,commune-99999`);
  assert.match(await hook("error").innerText(), /quartier-7/);
  await hook("compose-communes").waitFor();
  assert.match(await hook("member-commune-99999").innerText(), /Code inconnu/);
  assert.doesNotMatch(await hook("compose-profile").getAttribute("href"), /99999/);
});

test("axe finds no fault while composing, with a list read, on a screen and on a phone", async () => {
  await open(`/?membres=${members.join()},commune-80021&sauf=commune-80620&nom=Mon+pays`);
  await settled();
  await paste("Athies\nXyzzyville");
  assert.deepEqual(await faultsOf(at.page), []);
  await at.page.setViewportSize({ width: 360, height: 740 });
  assert.deepEqual(await faultsOf(at.page), []);
  await at.page.locator('[data-test="tab-profil"]').click();
  assert.deepEqual(await faultsOf(at.page), []);
  const wide = await at.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide} px wide`);
});
