// The page of the deployment, as an officer of the Region uses it: findings, map, table, curves and figures are those of the API; a
// scheme or a finding that is chosen changes all of them, and the link.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faultsOf } from "./axe.js";
import { readFrench } from "./observatory.js";
import { session } from "./session.js";

const { at, hook, open, settled, api, tones } = session();

const deployment = () => api("/api/v1/deployment?region=32");
const units = (words) => api(`/api/v1/deployment/units?region=32&${words}`);
const asked = (name) => new URL(at.page.url()).searchParams.get(name);
const text = async (found) => (await found.textContent()).replace(/\s+/g, " ").trim();
const phone = () => at.page.setViewportSize({ width: 360, height: 780 });
const lines = (served) => [served.overall, ...served.schemes];
const fair = (line, notion) => line.fair.find((each) => each.fairness === notion);
const slug = (line) => line.scheme ?? "tous";
/** The scheme that falls short of a fair spread most visibly; the embedded default has one. */
async function short() {
  const found = (await deployment()).schemes.find((line) => fair(line, "etablissements").shortfall);
  assert.ok(found, "the embedded activity has a scheme that falls short");
  return found;
}
/** Rows that the map outlines. */
const outlined = () =>
  at.page.evaluate(() => {
    const filter = window.lanterne.map.getFilter("choice-epci");
    return filter[0] === "in" ? filter[2][1].toSorted((a, b) => a - b) : [];
  });
/** Names of the findings in the link, as the page gives them. */
function namesOf(findings) {
  const seen = {};
  return findings.map(({ kind, scheme }) => {
    const name = scheme === null ? kind : `${kind}-${scheme}`;
    seen[name] = (seen[name] ?? 0) + 1;
    return seen[name] === 1 ? name : `${name}-${seen[name]}`;
  });
}
/** How a territory must look on the map: its step of the palette, or white under dots or under a hatch. */
function looks(of, i, white) {
  const since = of.years_since[i];
  if (since !== null) return { tone: 4 - Math.min(since, 4), fiabilite: false, foyer_froid: false };
  if (of.verdict[i] === "nd") return null;
  return { tone: white, fiabilite: of.verdict[i] === "ns", foyer_froid: of.verdict[i] === "oui" };
}
async function mapShows(of) {
  const drawn = await tones("epci");
  const whites = of.row.flatMap((row, i) =>
    of.verdict[i] === "oui" || of.verdict[i] === "ns" ? [drawn[row]?.tone] : [],
  );
  const white = whites.find((tone) => tone !== undefined);
  let seen = 0;
  of.row.forEach((row, i) => {
    const expected = looks(of, i, white);
    if (!drawn[row] || !expected) return;
    const { tone, fiabilite, foyer_froid } = drawn[row];
    assert.deepEqual({ tone, fiabilite, foyer_froid }, expected, of.name[i]);
    seen++;
  });
  assert.ok(seen > 60, `${seen} EPCI on the map`);
}

test("the page opens, and every curve ends on the figures of the API, whatever the notion of fairness", async () => {
  await open("/deploiement");
  const served = await deployment();
  for (const notion of ["etablissements", "uniforme", "population"]) {
    await hook(`fairness-${notion}`).check();
    await settled();
    assert.equal(asked("equite"), notion === "etablissements" ? null : notion);
    for (const line of lines(served)) {
      const curve = hook(`curve-${slug(line)}`);
      const [reached, expected] = [
        curve.locator('[data-test="end-reached"]'),
        curve.locator('[data-test="end-expected"]'),
      ];
      assert.equal(readFrench(await text(reached)), line.reached.at(-1), line.name);
      const rounded = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 0 });
      const last = fair(line, notion).expected.at(-1);
      if (last === null) assert.equal(await expected.count(), 0, line.name);
      else assert.equal(await text(expected), rounded.format(last), line.name);
      const { verdict } = fair(line, notion);
      assert.equal(await text(curve.locator(".verdict")), verdict, line.name);
    }
  }
});

test("the figures by year are the API's, and what nobody declared is « n.d. »", async () => {
  const served = await deployment();
  for (const line of [served.overall, await short()]) {
    await open(line.scheme ? `/deploiement?dispositif=${line.scheme}` : "/deploiement");
    for (const [name, values] of [
      ["beneficiaries", line.beneficiaries],
      ["jobs", line.jobs],
      ["amount", line.amount_eur],
    ]) {
      const cells = await hook(`row-${name}`).locator("td:not(.target)").allTextContents();
      assert.equal(cells.length, served.years.length);
      cells.forEach((cell, i) => {
        if (line.hidden[i]) assert.equal(cell, "s");
        else if (values[i] === null) assert.equal(cell, "n.d.");
        else assert.equal(readFrench(cell), Math.round(values[i]));
      });
    }
    const target = hook("row-beneficiaries").locator("td.target");
    if (line.target === null) assert.equal(await target.count(), 0);
    else assert.equal(readFrench(await text(target)), line.target);
  }
  if (served.synthetic) assert.match(await text(hook("synthetic")), /^Données synthétiques/);
  for (const { name } of served.missing)
    assert.ok((await text(hook("missing"))).includes(name.replaceAll("'", "’")), name);
});

test("a scheme that is chosen changes the map, the link and the figures, and Back comes back", async () => {
  await open("/deploiement");
  const line = await short();
  await mapShows(await units("fairness=etablissements"));
  await hook(`curve-${line.scheme}`).click();
  await settled();
  assert.equal(asked("dispositif"), line.scheme);
  assert.equal(await hook("scheme").inputValue(), line.scheme);
  assert.equal(await text(hook("figures-title")), line.name.replaceAll("'", "’"));
  await mapShows(await units(`scheme=${line.scheme}&fairness=etablissements`));
  const half = Math.round(line.half * 100);
  assert.match(await text(hook("half")), new RegExp(`reçoit ${half} % des bénéficiaires`));
  assert.ok(line.parted.length > 0, "inequality has its parts");
  for (const { by, between } of line.parted) {
    assert.match(await text(hook(`parted-${by}`)), new RegExp(`^${Math.round(between * 100)}\\s%\\sde l’inégalité`));
  }
  const waiting = hook("waiting");
  assert.match(await text(waiting.locator('[data-test="waiting-sentence"]')), /^Fin \d{4}, /);
  assert.equal(readFrench(await text(waiting.locator(".told"))), Math.round(line.waiting.at(-1) * 100));
  await at.page.goBack();
  await settled();
  assert.equal(await hook("scheme").inputValue(), "");
  await mapShows(await units("fairness=etablissements"));
});

test("a cohort of years and a grouping are chosen, said, in the link, and those of the API", async () => {
  const served = await deployment();
  const line = await short();
  const [first, last] = served.handed_in;
  await open(`/deploiement?dispositif=${line.scheme}`);
  assert.equal(await hook("window-told").count(), 0, "all the years need no word");
  await hook("window-from").selectOption(String(first + 1));
  await settled();
  assert.equal(asked("de"), String(first + 1));
  assert.ok((await text(hook("window-told"))).includes(`de ${first + 1} à ${last}`));
  const cohort = (await api(`/api/v1/deployment?region=32&from=${first + 1}`)).schemes.find(
    ({ scheme }) => scheme === line.scheme,
  );
  const end = hook(`curve-${line.scheme}`).locator('[data-test="end-reached"]');
  assert.equal(readFrench(await text(end)), cohort.reached.at(-1));
  await hook("window-from").selectOption(String(first));
  await settled();
  assert.equal(asked("de"), null);

  for (const par of ["departement", "nature"]) {
    await hook(`par-${par}`).check();
    await settled();
    assert.equal(asked("par"), par);
    const of = await api(`/api/v1/deployment/groups?region=32&scheme=${line.scheme}&by=${par}`);
    assert.ok(of.groups.length > 3);
    const rows = hook("groups-table").locator("tbody tr");
    assert.equal(await rows.count(), of.groups.length);
    for (const [i, group] of of.groups.entries()) {
      const cells = await rows.nth(i).locator("td").allTextContents();
      assert.deepEqual(cells.slice(0, 2).map(readFrench), [group.epci, group.reached], group.name);
      if (group.expected !== null) assert.equal(readFrench(cells[2]), Math.round(group.expected * 10) / 10, group.name);
    }
    assert.match(await text(hook("groups-closed")), /Région/, "how long each waited is not for everyone");
    assert.equal(await hook("waits").count(), 0);
  }
  const placed = served.schemes.find(({ near }) => near.sites > 0 && near.population.every((share) => share !== null));
  await open(`/deploiement?dispositif=${placed.scheme}&par=nature`);
  const near = hook("near-table").locator("tbody tr");
  for (const [row, shares] of [placed.near.population, placed.near.establishments].entries()) {
    const cells = await near.nth(row).locator("td").allTextContents();
    assert.equal(cells.length, shares.length);
    cells.forEach((cell, i) => {
      if (shares[i] !== null) assert.ok(Math.abs(readFrench(cell) - shares[i] * 100) <= 0.0501, cell);
    });
  }
  assert.ok((await text(hook("near-travel"))).length > 10, "the model of travel is named");
  assert.equal(await hook("par-nature").isChecked(), true);
  await hook("par-region").check();
  await settled();
  assert.equal(asked("par"), null);
  assert.equal(await hook("groups-table").count(), 0);
});

test("a finding leads to its map: its scheme, its territories outlined, its link", async () => {
  const served = await deployment();
  const names = namesOf(served.findings);
  assert.deepEqual(
    served.findings.map(({ gravity }) => gravity),
    served.findings.map(({ gravity }) => gravity).toSorted((a, b) => b - a),
    "the gravest first",
  );
  const first = served.findings.findIndex(({ scheme, codes }) => scheme !== null && codes.length > 0);
  const finding = served.findings[first];
  await open("/deploiement");
  assert.match(await text(hook(`finding-${names[first]}`)), /^(Grave|À surveiller|À savoir)\. /);
  await hook(`finding-${names[first]}`).click();
  await settled();
  assert.deepEqual([asked("constat"), asked("dispositif")], [names[first], finding.scheme]);
  const of = await units(`scheme=${finding.scheme}&fairness=etablissements`);
  const rows = finding.codes.map((code) => of.row[of.code.indexOf(code)]).toSorted((a, b) => a - b);
  assert.deepEqual(await outlined(), rows);
  await open(new URL(at.page.url()).pathname + new URL(at.page.url()).search);
  assert.equal(await hook(`finding-${names[first]}`).getAttribute("aria-pressed"), "true");
  assert.deepEqual(await outlined(), rows);
});

test("the table is the units of the API, absences with their sign, and sorts", async () => {
  const line = await short();
  const of = await units(`scheme=${line.scheme}&fairness=etablissements`);
  await open(`/deploiement?dispositif=${line.scheme}`);
  await hook("open-table").click();
  assert.equal(asked("volet"), "tableau");
  const verdicts = { oui: "oui", ns: "n.s.", non: "non", nd: "n.d." };
  const rows = await hook("units-table")
    .locator("tbody tr")
    .evaluateAll((found) =>
      found.map((row) => ({
        code: row.dataset.code,
        cells: Object.fromEntries(
          [...row.querySelectorAll("td")].map((cell) => [cell.dataset.column, cell.textContent]),
        ),
      })),
    );
  assert.equal(rows.length, of.code.length);
  for (const { code, cells } of rows) {
    const i = of.code.indexOf(code);
    const helped = of.beneficiaries[i];
    if (helped === null) assert.equal(cells.beneficiaries, { s: "s", nd: "n.d." }[of.absence[i]], code);
    else assert.equal(readFrench(cells.beneficiaries), helped, code);
    if (of.expected[i] !== null) {
      const rounded = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
      assert.equal(readFrench(cells.expected), readFrench(rounded.format(of.expected[i])), code);
    }
    const since = of.years_since[i];
    if (since !== null) assert.ok(cells.years_since.includes(`${of.window[1] - Math.min(since, 4)}`), code);
    assert.equal(cells.verdict, verdicts[of.verdict[i]], code);
  }
  await hook("sort-expected").click();
  await hook("sort-expected").click();
  const shown = await hook("units-table")
    .locator("tbody tr")
    .evaluateAll((found) => found.map((row) => row.dataset.code));
  const known = shown.map((code) => of.expected[of.code.indexOf(code)]).filter((value) => value !== null);
  assert.deepEqual(
    known,
    known.toSorted((a, b) => b - a),
  );
  await hook("close-table").click();
  assert.equal(asked("volet"), null);
});

test("the map is walked by keyboard, and what stands under the cursor is told", async () => {
  await open("/deploiement");
  await at.page.locator("canvas.maplibregl-canvas").focus();
  await at.page.keyboard.press("ArrowRight");
  await at.page.waitForFunction(() =>
    /Dernier bénéficiaire/.test(document.querySelector('[data-test="announcement"]').textContent),
  );
  assert.match(await text(hook("tooltip")), /Dernier bénéficiaire/);
});

test("without WebGL the table stands in place of the map, and says so", async () => {
  await at.page.addInitScript(() => {
    const own = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
      return /webgl/.test(kind) ? null : own.call(this, kind, ...more);
    };
  });
  await open("/deploiement");
  assert.match(await text(hook("no-map")), /WebGL/);
  assert.ok((await hook("units-table").locator("tbody tr").count()) > 60);
});

test("a word of the link that means nothing is told, and all schemes are shown", async () => {
  await open("/deploiement?dispositif=neige&equite=juste");
  const told = await text(hook("error").first());
  assert.match(told, /neige/);
  assert.match(told, /juste/);
  assert.equal(await hook("scheme").inputValue(), "");
});

test("a server without activity is told in its own words, with a way out", async () => {
  const title = "Aucune activité n’est chargée";
  await at.page.route("**/api/v1/deployment?*", (route) =>
    route.fulfill({
      status: 404,
      contentType: "application/problem+json",
      body: JSON.stringify({ title, detail: "Rien n’a été remis.", status: 404 }),
    }),
  );
  await open("/deploiement");
  assert.equal(await text(hook("nothing").locator("h1")), title);
  assert.equal(await hook("nothing").getByRole("link").getAttribute("href"), "/");
  assert.deepEqual(await faultsOf(at.page), []);
});

for (const state of [
  "",
  "?volet=tableau",
  "?equite=uniforme&dispositif=fidess",
  "?dispositif=dla&par=nature&de=2021",
]) {
  test(`axe finds no fault in /deploiement${state}`, async () => {
    await open(`/deploiement${state}`);
    assert.deepEqual(await faultsOf(at.page), []);
  });
}

test("nor on a phone, on each of its faces, and nothing overflows", async () => {
  await phone();
  await open("/deploiement");
  for (const face of ["constats", "carte", "courbes", "chiffres"]) {
    await hook(`face-${face}`).click();
    assert.deepEqual(await faultsOf(at.page), [], face);
    const wide = await at.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll(".deployed > section")].map((each) => each.scrollWidth),
    );
    assert.ok(Math.max(...wide) <= 360, `${face}: ${wide}`);
  }
});

test("the explorer and the methods lead here", async () => {
  await open("/");
  await at.page
    .getByRole("navigation", { name: "Pages" })
    .getByRole("link", { name: "Déploiement", exact: true })
    .click();
  await at.page.waitForURL(/\/deploiement$/);
  await at.page.getByRole("link", { name: "Méthodes" }).click();
  await at.page.waitForURL(/\/methodes$/);
  assert.equal(
    await at.page.getByRole("link", { name: "Déploiement", exact: true }).getAttribute("href"),
    "/deploiement",
  );
});
