// The counter, as people use it: an operator hands in, mends and confirms, and the public figures have it; an admin opens accounts and reads
// the log; who may see nothing is told so and sees nothing. People sign in at a real provider of identities (provider.js).

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { faultsOf } from "./axe.js";
import { readFrench, startBrowser, startObservatory } from "./observatory.js";
import { startProvider } from "./provider.js";

const ADMIN = "admin@observatoire.example";
const OPERATOR = "claire.lefevre@operateur.example";
const OTHER = "marc.petit@autre-operateur.example";
const REGION = "agent@region.example";

const at = { page: null, browser: null, observatory: null, provider: null, missing: null, other: null };
let faults = [];

const api = async (path) => (await fetch(at.observatory.address + path)).json();
const hook = (name, page = at.page) => page.locator(`[data-test="${name}"]`);
const text = async (found) => (await found.textContent()).replace(/\s+/g, " ").trim();
const plain = (words) => words.replaceAll("'", "’").replace(/\s+/g, " ").trim();
const phone = () => at.page.setViewportSize({ width: 360, height: 780 });
/** The page has said who is here, and waits for nothing. */
const settled = (page = at.page) =>
  page.waitForFunction(() => {
    const { ready, busy } = document.documentElement.dataset;
    return ready === "true" && busy !== "true";
  });
async function open(link, page = at.page) {
  await page.goto(at.observatory.address + link);
  await settled(page);
}

/** Says who one is on the page of the provider. */
async function identify(page, email, { unverified = false, silent = false } = {}) {
  await page.getByLabel("Adresse électronique").fill(email);
  if (unverified) await page.getByLabel("adresse non vérifiée").check();
  if (silent) await page.getByLabel("sans dire si l’adresse est vérifiée").check();
  await page.getByRole("button", { name: "Entrer" }).click();
}
/** Signs in from a link of the counter, and comes back to it. */
async function signIn(email, link = "/depot", page = at.page) {
  await open(link, page);
  await hook("sign-in", page).click();
  await identify(page, email);
  await page.waitForURL(at.observatory.address + link);
  await settled(page);
}
/** What the page itself is answered, with its cookie. */
const asked = (path, init) =>
  at.page.evaluate(
    async ([address, how]) => {
      const answer = await fetch(address, how);
      const body = await answer.text();
      return { status: answer.status, body: body && JSON.parse(body) };
    },
    [path, init],
  );
const put = (email, account) =>
  asked(`/api/v1/accounts/${encodeURIComponent(email)}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(account),
  });

const file = (name, words) => ({ name, mimeType: "text/csv", buffer: Buffer.from(words) });
const lines = (head, rows) => [head, ...rows].map((cells) => cells.join(";")).join("\r\n") + "\r\n";
const HEAD = ["operateur", "dispositif", "annee", "siret", "commune", "acte", "beneficiaires"];
/** Chooses a file; the page then shows its deposit. */
async function hand(name, words, chooser = "file") {
  const before = at.page.url();
  await hook(chooser).setInputFiles(file(name, words));
  await at.page.waitForURL((url) => url.searchParams.has("depot") && url.href !== before);
  await settled();
  return new URL(at.page.url()).searchParams.get("depot");
}
/** Publishes what waits, by the button, and reads how it goes to its end. */
async function publishAs(email, id) {
  const { id: before } = await api("/api/v1/snapshot");
  const last = (state) => at.page.locator(`[data-test="publication"][data-state="${state}"]`);
  await signIn(email);
  assert.match(await text(hook("waiting")), /1 dépôt confirmé attend d’être publié/);
  await hook("publish").click();
  await hook("publish-ask").waitFor();
  assert.deepEqual(await faultsOf(at.page), []);
  await at.page.keyboard.press("Escape");
  assert.equal(await hook("publication").count(), 0, "what was not said is not done");
  await hook("publish").click();
  await hook("publish-yes").click();
  await last("en_cours").waitFor();
  assert.equal((await asked("/api/v1/publications", { method: "POST" })).status, 409, "one at a time");
  assert.equal((await api("/api/v1/snapshot")).id, before, "what is served stays until the end");
  await hook("publish").waitFor({ state: "detached" });
  assert.deepEqual(await faultsOf(at.page), []);
  await at.page.locator('[data-test="publication"][data-served="true"]').waitFor({ timeout: 600_000 });
  assert.equal(await last("publiee").count(), 1);
  assert.match(await text(hook("publication-sentence")), /est servie/);
  assert.match(await text(hook("waiting")), /Tout ce qui est confirmé est publié/);
  await hook(`deposit-${id}`).locator('[data-stage="publie"]').waitFor();
  assert.equal(await hook("publish").count(), 0);
  assert.notEqual((await api("/api/v1/snapshot")).id, before);
  assert.deepEqual(await faultsOf(at.page), []);
}
const stage = async (within = at.page) => within.locator("[data-stage]").first().getAttribute("data-stage");

before(async () => {
  at.provider = await startProvider();
  at.observatory = await startObservatory({
    serve: ["--oidc", at.provider.issuer, "--oidc-client", at.provider.client, "--admin", ADMIN],
    env: { LANTERNE_OIDC_SECRET: at.provider.secret },
  });
  at.provider.expects(at.observatory.address);
  at.browser = await startBrowser();
  // The embedded activity has an operator that did not hand in a year.
  const deployment = await api("/api/v1/deployment?region=32");
  at.missing = deployment.missing[0];
  assert.ok(at.missing, "an operator has a year to hand in");
  const { operators } = await api("/api/v1/operators");
  at.other = operators.find(({ operator }) => operator !== at.missing.operator).operator;
  const page = await at.browser.newPage();
  at.page = page;
  await signIn(ADMIN);
  for (const [email, role, operator] of [
    [OPERATOR, "operator", at.missing.operator],
    [OTHER, "operator", at.other],
    [REGION, "region", null],
  ])
    assert.equal((await put(email, { name: "", role, operator })).status, 200, email);
  await page.close();
});
after(async () => {
  await at.browser?.close();
  await at.observatory?.stop();
  await at.provider?.stop();
});
beforeEach(async () => {
  at.page = await at.browser.newPage({ viewport: { width: 1440, height: 900 } });
  faults = [];
  at.page.on("pageerror", (fault) => faults.push(String(fault)));
  at.page.on("request", (request) => {
    const url = request.url();
    const known = [at.observatory.address, at.provider.issuer].some((host) => url.startsWith(host));
    if (!known && !/^(data|blob):/.test(url)) faults.push(`asked another host: ${url}`);
  });
});
afterEach(async () => {
  await at.page.close();
  assert.deepEqual(faults, []);
});

test("nobody signed in reads what it is for and takes the files to fill in, and is shown no deposit", async () => {
  const questions = [];
  at.page.on("request", (request) => questions.push(new URL(request.url()).pathname));
  await open("/depot");
  const { kinds } = await api("/api/v1/deposits/schemas");
  assert.equal(kinds.length, 4);
  for (const { kind, label, fields } of kinds) {
    const item = hook(`kind-${kind}`);
    assert.equal(await text(item.locator("h3")), plain(label));
    await item.locator("summary").click();
    assert.deepEqual(
      await item.locator("tbody th code").allTextContents(),
      fields.map(({ name }) => name),
    );
    for (const link of await item.locator(".actions a").all()) {
      const taken = await fetch(at.observatory.address + (await link.getAttribute("href")));
      assert.equal(taken.status, 200);
      assert.ok((await taken.arrayBuffer()).byteLength > 20);
    }
  }
  assert.ok(!questions.includes("/api/v1/deposits"), "what is not hers is not even asked for");
  for (const path of ["deposits", "deposits/aaaaaaaaaaaa", "accounts", "audit", "tokens", "activity"])
    assert.equal((await asked(`/api/v1/${path}`)).status, 401, path);
  assert.deepEqual(await faultsOf(at.page), []);
});

test("an operator is told what is wrong line by line, mends, confirms, and the public figures have it", async () => {
  const [year] = at.missing.years;
  const served = () => api("/api/v1/deployment?region=32");
  const helped = ({ years, schemes }) =>
    schemes.find(({ scheme }) => scheme === "acc_ess").beneficiaries[years.indexOf(year)];
  const first = await served();
  // People of a commune, and no structure: nobody else can have declared them.
  const row = (commune, act, people) => [at.missing.operator, "acc_ess", year, "", commune, act, people];
  // The commune under a name of the operator's own.
  const head = HEAD.with(4, "Lieu (cinq chiffres)");

  await signIn(OPERATOR);
  assert.match(await text(hook("missing")), new RegExp(`votre activité de ${year}`));
  const faulty = await hand(
    `activite-${year}.csv`,
    lines(head, [row("80021", "accompagnement", 4), row("99999", "accompagnement", 1), row("80021", "coaching", 3)]),
  );
  assert.equal(await stage(hook("deposit")), "a_corriger");
  assert.match(await text(hook("missing-columns")), /« Commune »/);
  assert.equal(await hook("confirm").count(), 0, "what is wrong cannot be confirmed");

  const told = at.page.locator('[data-test="column"][data-header="Lieu (cinq chiffres)"]');
  assert.equal(await told.inputValue(), "");
  await told.selectOption("commune");
  await hook("read-again").click();
  await settled();
  const deposit = (await asked(`/api/v1/deposits/${faulty}`)).body;
  assert.deepEqual(
    deposit.faults.map(({ line }) => line),
    [3, 4],
  );
  const shown = await hook("faults")
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((found) => {
        const cell = (name) => found.querySelector(`[data-column="${name}"]`).textContent;
        return ["line", "column", "value", "expectation"].map(cell);
      }),
    );
  assert.deepEqual(
    shown.map(([line, column, value, expectation]) => [readFrench(line), column, value, plain(expectation)]),
    deposit.faults.map(({ line, column, value, expectation }) => [line, column, value, plain(expectation)]),
  );
  assert.deepEqual(
    shown.map(([, , value]) => value),
    ["99999", "coaching"],
  );
  assert.equal(readFrench(await text(hook("rows-refused"))), 2);
  assert.deepEqual(await faultsOf(at.page), []);

  const mended = await hand(
    `activite-${year}-corrige.csv`,
    lines(head, [row("80021", "accompagnement", 4), row("80021", "orientation", 3)]),
    "replace",
  );
  assert.notEqual(mended, faulty);
  assert.equal(await stage(hook("deposit")), "a_confirmer", "what was said of the column is remembered");
  assert.equal(await hook("preview").locator("tbody tr").count(), 2);
  await hook("confirm").click();
  await settled();
  assert.equal(await stage(hook("deposit")), "confirme");
  assert.equal(await hook("confirm").count(), 0);
  await hook("all-deposits").click();
  await settled();
  assert.equal(await hook(`deposit-${faulty}`).count(), 0, "the file it stands for is gone");
  assert.equal(await stage(hook(`deposit-${mended}`)), "confirme");
  assert.equal(helped(await served()), helped(first), "nothing is public before the next publication");
  assert.match(await text(hook(`deposit-${mended}`)), /publié à la prochaine mise à jour/);
  assert.equal(await hook("publishing").count(), 0, "an operator does not publish");

  const own = at.page;
  at.page = await at.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await publishAs(REGION, mended);
  await at.page.close();
  at.page = own;
  const last = await served();
  assert.ok(!last.missing.some(({ operator, years }) => operator === at.missing.operator && years.includes(year)));
  assert.equal(helped(last), helped(first) + 7);
  await open(`/depot?depot=${mended}`);
  assert.equal(await stage(hook("deposit")), "publie");
  await open(`/depot?volet=activite&annee=${year}`);
  const { rows, total } = (await asked(`/api/v1/activity?year=${year}`)).body;
  assert.equal(total, 2);
  assert.ok(rows.every(({ operator }) => operator === at.missing.operator));
  assert.equal(await hook("activity").locator("tbody tr").count(), 2);
});

test("an operator sees nothing of another's, the Region sees both, and what is withdrawn is gone", async () => {
  await signIn(OPERATOR);
  const words = lines(HEAD, [[at.missing.operator, "acc_ess", 2023, "", "80021", "orientation", 5]]);
  const id = await hand("activite-a-retirer.csv", words);
  const elsewhere = await at.browser.newPage();
  const own = at.page;
  at.page = elsewhere;
  await signIn(OTHER);
  assert.equal(await hook(`deposit-${id}`).count(), 0);
  await open(`/depot?depot=${id}`);
  assert.equal(await hook("deposit").count(), 0);
  const [hidden, none] = [await asked(`/api/v1/deposits/${id}`), await asked("/api/v1/deposits/aaaaaaaaaaaa")];
  assert.deepEqual([hidden.status, hidden.body.title], [none.status, none.body.title], "nor whether it is there");
  await elsewhere.close();
  at.page = await at.browser.newPage();
  await signIn(REGION);
  assert.equal(await hook(`deposit-${id}`).count(), 1);
  await at.page.close();
  at.page = own;
  await hook("withdraw").click();
  await hook("withdraw-yes").click();
  await hook("hand-in").waitFor();
  await settled();
  assert.equal(await hook(`deposit-${id}`).count(), 0);
  assert.match(await text(hook("told")), /est retiré/);
});

test("an admin opens an account by its address, changes it, ends it, and the log says so", async () => {
  const email = "nouvelle@operateur.example";
  await signIn(ADMIN, "/depot?volet=comptes");
  await hook("account-email").fill(email);
  await hook("account-name").fill("Nouvelle Personne");
  assert.equal(await hook("account-keep").isDisabled(), true, "an operator's account names its operator");
  await hook("account-operator").selectOption(at.other);
  await hook("account-keep").click();
  await hook(`account-${email}`).waitFor();
  await hook(`account-${email}`).locator('[data-test="account-change"]').click();
  assert.equal(await hook("account-email").inputValue(), email);
  await hook("account-role").selectOption("region");
  await hook("account-keep").click();
  await settled();
  assert.match(await text(hook(`account-${email}`)), /Région/);
  await hook(`account-${email}`).locator('[data-test="account-end"]').click();
  await hook(`account-${email}`).locator('[data-test="account-end-yes"]').click();
  await hook(`account-${email}`).waitFor({ state: "detached" });
  assert.deepEqual(await faultsOf(at.page), []);
  await hook("room-journal").click();
  await hook("audit").waitFor();
  const said = async (act) => text(hook("audit").locator(`tr[data-act="${act}"]`).first());
  for (const act of ["account_changed", "account_ended"]) {
    const line = await said(act);
    assert.ok(line.includes(email) && line.includes(ADMIN), line);
  }
  assert.deepEqual(await faultsOf(at.page), []);
});

test("who has no account is told whom to ask, and sees nothing", async () => {
  await signIn("inconnue@ailleurs.example");
  const said = await text(hook("no-account"));
  assert.match(said, /inconnue@ailleurs\.example/);
  assert.match(said, /Région/);
  assert.equal(await hook("hand-in").count(), 0);
  for (const path of ["deposits", "accounts", "audit", "activity"])
    assert.equal((await asked(`/api/v1/${path}`)).status, 403, path);
  await hook("sign-out").click();
  await at.page.waitForURL(({ origin }) => origin === at.provider.issuer);
  const mine = await at.page.context().request.get(`${at.observatory.address}/api/v1/me`);
  assert.equal((await mine.json()).signed_in, false, "here she is nobody before the provider is asked");
  await at.page.getByRole("button", { name: "Me déconnecter" }).click();
  await at.page.waitForURL(({ origin, pathname }) => origin === at.observatory.address && pathname === "/depot");
  await settled();
  assert.equal(await hook("error").count(), 0);
  // The provider does not know her either: it asks again who she is.
  await hook("sign-in").click();
  await at.page.getByLabel("Adresse électronique").waitFor();
});

test("neither an address that the provider did not verify nor one who gives up comes in", async () => {
  await open("/depot");
  await hook("sign-in").click();
  await identify(at.page, OPERATOR, { unverified: true });
  await at.page.waitForURL(/\/connexion\/retour/);
  assert.match(await text(at.page.locator("body")), /n[’']a pas vérifié/);
  await at.page.context().clearCookies();
  await open("/depot");
  await hook("sign-in").click();
  await identify(at.page, OPERATOR, { silent: true });
  await at.page.waitForURL(/\/connexion\/retour/);
  assert.match(await text(at.page.locator("body")), /n[’']a pas vérifié/, "silence is no verification");
  await at.page.context().clearCookies();
  await open("/depot");
  await hook("sign-in").click();
  await at.page.getByRole("button", { name: "Renoncer" }).click();
  await at.page.waitForURL(/\/connexion\/retour/);
  assert.match(await text(at.page.locator("body")), /abandonnée/);
  await open("/depot");
  assert.equal((await asked("/api/v1/me")).body.signed_in, false);
});

test("a token is said once, hands a file in, opens no account, and is ended", async () => {
  await signIn(OPERATOR, "/depot?volet=jetons");
  await hook("token-name").fill("Envoi du lundi");
  await hook("token-make").click();
  const token = await text(hook("token-said"));
  assert.match(token, /^\S{20,}$/);
  await open("/depot?volet=jetons");
  assert.equal(await hook("token-said").count(), 0);
  assert.ok(!(await at.page.content()).includes(token), "it is not said again");
  const headers = { authorization: `Bearer ${token}` };
  const body = lines(HEAD, [[at.missing.operator, "acc_ess", 2024, "", "80021", "orientation", 6]]);
  const send = () =>
    fetch(`${at.observatory.address}/api/v1/deposits?file=activite-envoi.csv`, { method: "POST", headers, body });
  const handed = await send();
  assert.equal(handed.status, 201);
  const { id, by } = await handed.json();
  assert.equal(by, OPERATOR);
  assert.equal((await fetch(`${at.observatory.address}/api/v1/tokens`, { headers })).status, 403);
  await hook("room-depots").click();
  await hook(`deposit-${id}`).waitFor();
  await hook("room-jetons").click();
  await hook("token-end").click();
  await hook("token-end-yes").click();
  await hook("tokens").waitFor({ state: "detached" });
  assert.equal((await send()).status, 401);
});

test("a file that is too large or no table is told before it is sent, one the server refuses in its words", async () => {
  const sent = [];
  at.page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await signIn(OPERATOR);
  sent.length = 0;
  await hook("file").setInputFiles(file("activite.csv", "a".repeat(20_000_001)));
  assert.match(await text(hook("file-refused")), /20 Mo au plus/);
  await hook("file").setInputFiles(file("activite.pdf", "%PDF"));
  assert.match(await text(hook("file-refused")), /n’est pas un tableau/);
  assert.deepEqual(sent, []);
  // Its name does not say what it holds, and nobody said it.
  await hook("file").setInputFiles(file("neige.csv", lines(HEAD, [])));
  await hook("trouble").waitFor();
  assert.equal(await hook("file-refused").count(), 0);
  assert.equal(sent.length, 1);
  assert.ok(!new URL(at.page.url()).searchParams.has("depot"));
});

test("a server that is gone is told where it is missed, and nothing is lost from the page", async () => {
  await signIn(OPERATOR);
  await at.page.route("**/api/v1/deposits?*", (route) => route.abort());
  await hook("file").setInputFiles(file("activite.csv", lines(HEAD, [])));
  assert.match(await text(hook("trouble")), /Le serveur ne répond pas/);
  assert.equal(await hook("hand-in").count(), 1);
});

test("a part that a role does not open is not shown, and Back comes back", async () => {
  await signIn(OPERATOR, "/depot?volet=comptes");
  assert.equal(await hook("closed-room").count(), 1);
  assert.equal(await hook("account-email").count(), 0);
  await hook("room-jetons").click();
  await hook("token-name").waitFor();
  assert.match(at.page.url(), /volet=jetons$/);
  await at.page.goBack();
  await hook("closed-room").waitFor();
});

test("a file is handed in by keyboard alone", async () => {
  await signIn(OPERATOR);
  const chooser = at.page.waitForEvent("filechooser");
  await hook("file-open").focus();
  await at.page.keyboard.press("Enter");
  const words = lines(HEAD, [[at.missing.operator, "acc_ess", 2024, "", "80021", "aide", 9]]);
  await (await chooser).setFiles(file("activite-clavier.csv", words));
  await hook("deposit").waitFor();
  await at.page.waitForFunction(() => document.activeElement.tagName === "H1");
  await hook("withdraw").focus();
  await at.page.keyboard.press("Enter");
  await at.page.keyboard.press("Escape");
  assert.equal(await hook("deposit").count(), 1, "what was not said is not done");
});

test("on a phone nothing overflows, targets are as wide as a finger and axe finds no fault, in each part", async () => {
  await phone();
  await open("/depot");
  const looked = async (state) => {
    await settled();
    assert.deepEqual(await faultsOf(at.page), [], state);
    const [wide, small] = await at.page.evaluate(() => {
      const targets = [...document.querySelectorAll("button, select, summary, .bar a, .rooms a, .deed")];
      const shown = targets.filter((each) => each.getClientRects().length > 0);
      const low = shown.filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.outerHTML);
      return [document.documentElement.scrollWidth, low];
    });
    assert.ok(wide <= 360, `${state}: ${wide}`);
    assert.deepEqual(small, [], state);
  };
  await looked("signed out");
  await signIn(ADMIN);
  for (const room of ["depots", "modeles", "activite", "jetons", "comptes", "journal"]) {
    await hook(`room-${room}`).click();
    await looked(room);
  }
});
