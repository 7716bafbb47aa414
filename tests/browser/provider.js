// A provider of identities, for real: the certified OpenID Connect server `oidc-provider` on loopback, with a page where a person says who
// she is. It asks for no password: whom it lets in is not what is tested here. It is strict where a real one is: PKCE, one redirect
// address, claims by the endpoint of user information alone, which it signs (as ProConnect does), one address to come back to after
// signing out. Its host is not the observatory's, so that cookies meet another site.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const CLIENT = "lanterne";
const INTERACTION = /^\/interaction\/([\w-]+)$/;

const page = (uid) => `<!doctype html>
<html lang="fr">
  <meta charset="utf-8" />
  <title>Fournisseur d’identité</title>
  <form method="post" action="/interaction/${uid}">
    <label>Adresse électronique <input type="email" name="email" required autofocus /></label>
    <label><input type="checkbox" name="unverified" value="1" /> adresse non vérifiée</label>
    <label><input type="checkbox" name="silent" value="1" /> sans dire si l’adresse est vérifiée</label>
    <button name="act" value="enter">Entrer</button>
    <button name="act" value="give-up" formnovalidate>Renoncer</button>
  </form>
</html>`;

/** Starts it: `{ issuer, client, secret, expects, stop }`. It knows its one client once `expects` has said where that one is. */
export async function startProvider() {
  let provider = null;
  const server = createServer((request, response) => {
    if (!provider) {
      response.writeHead(503).end();
      return;
    }
    const interaction = new URL(request.url, "http://localhost").pathname.match(INTERACTION);
    const answered = interaction
      ? entered(provider, interaction[1], request, response)
      : provider.callback()(request, response);
    Promise.resolve(answered).catch((fault) => {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(fault));
    });
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  const issuer = `http://localhost:${server.address().port}`;
  const secret = randomBytes(24).toString("base64url");
  return {
    issuer,
    client: CLIENT,
    secret,
    expects(address) {
      provider = new Provider(issuer, configuration(address, secret));
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const verdict = (typed) => (typed.has("unverified") ? "unverified" : typed.has("silent") ? "silent" : "verified");

/** Shows the form, or takes what was typed. */
async function entered(provider, uid, request, response) {
  if (request.method !== "POST") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(page(uid));
    return;
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const typed = new URLSearchParams(Buffer.concat(chunks).toString());
  const result =
    typed.get("act") === "enter"
      ? { login: { accountId: `${verdict(typed)}:${typed.get("email")}` } }
      : { error: "access_denied", error_description: "The person gave up." };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function configuration(address, secret) {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), use: "sig", kid: randomBytes(8).toString("hex") };
  return {
    clients: [
      {
        client_id: CLIENT,
        client_secret: secret,
        redirect_uris: [`${address}/connexion/retour`],
        post_logout_redirect_uris: [`${address}/depot`],
        userinfo_signed_response_alg: "RS256",
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(24).toString("hex")] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: leaving },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
    loadExistingGrant,
  };
}

/** Who a person is; an account's identifier is « verified:address », « unverified:address », or « silent:address »: nothing is said of it. */
function claimsOf(id) {
  const [said, email] = id.split(/:(.*)/s);
  const name = email.split("@")[0].replaceAll(".", " ");
  return { sub: id, email, ...(said === "silent" ? {} : { email_verified: said === "verified" }), name };
}

/** Asks whether she signs out of it, too. The form is its own; a button answers it. */
function leaving(context, form) {
  context.body = `<!doctype html>
<html lang="fr">
  <meta charset="utf-8" />
  <title>Fournisseur d’identité</title>
  <p>Se déconnecter aussi du fournisseur d’identité ?</p>
  ${form}
  <button form="op.logoutForm" name="logout" value="yes">Me déconnecter</button>
</html>`;
}

/** Its one client is the house's own: nobody is asked to consent. */
async function loadExistingGrant({ oidc }) {
  const known = oidc.session.grantIdFor(oidc.client.clientId);
  if (known) return oidc.provider.Grant.find(known);
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
}
