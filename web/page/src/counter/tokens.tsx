// Tokens: a program hands files in with one. It is shown once, when it is made.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ProblemBox } from "../notice";
import { typeset } from "../typeset";
import { Ask } from "./ask";
import { tokenAddress, tokensAddress, type NewToken } from "./document";
import { send } from "./send";
import { attempt, busy, told, tokens } from "./state";
import { moment } from "./words";

/** The one just made; forgotten with the part. */
const made = signal<NewToken | null>(null);

async function make(name: string): Promise<boolean> {
  const answered = await attempt(() => send<NewToken>("POST", tokensAddress(), { name }));
  if (!answered) return false;
  made.value = answered.done;
  tokens.renew();
  return true;
}

async function end(id: string, name: string): Promise<void> {
  const answered = await attempt(() => send("DELETE", tokenAddress(id)));
  if (!answered) return;
  if (made.value?.id === id) made.value = null;
  tokens.renew();
  told.value = `Le jeton « ${name} » ne vaut plus rien.`;
}

export function Tokens() {
  useEffect(() => () => void (made.value = null), []);
  const served = tokens.data.value;
  return (
    <>
      <h1 tabIndex={-1}>Accès par programme</h1>
      <p class="caption lead">
        {typeset(
          "Un programme dépose des fichiers à votre place avec un jeton, qu’il joint à chaque demande. Un jeton a vos droits sur les dépôts ; il n’ouvre ni comptes ni jetons. ",
        )}
        <a href="/api/openapi.json">{typeset("L’adresse et les paramètres")}</a>
      </p>
      <form
        class="one-line"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          const name = String(new FormData(form).get("name") ?? "").trim();
          if (name !== "") void make(name).then((done) => done && form.reset());
        }}
      >
        <label>
          Nom du jeton
          <input
            name="name"
            required
            maxLength={80}
            autocomplete="off"
            placeholder="Envoi du lundi"
            data-test="token-name"
          />
        </label>
        <button type="submit" class="deed" data-test="token-make" disabled={busy.value}>
          Créer un jeton
        </button>
      </form>
      {made.value && <Made of={made.value} />}
      <section class="part" aria-labelledby="jetons-titre">
        <h2 id="jetons-titre">Vos jetons</h2>
        <ProblemBox of={tokens} />
        {!served && !tokens.problem.value && <p class="empty">Chargement des jetons…</p>}
        {served?.tokens.length === 0 && <p class="empty">Aucun jeton n’est valable.</p>}
        {served && served.tokens.length > 0 && (
          <ul class="kept-list" data-test="tokens">
            {served.tokens.map((each) => (
              <li key={each.id} data-test={`token-${each.id}`}>
                <div>
                  <strong>{each.name}</strong>
                  <span class="caption">
                    {typeset("Créé le ")}
                    {moment(each.made_at)}
                  </span>
                </div>
                <Ask
                  label="Mettre fin"
                  about={`au jeton « ${each.name} »`}
                  hook="token-end"
                  question={`Mettre fin à « ${each.name} » ?`}
                  sentence="Le programme qui s’en sert ne pourra plus rien déposer."
                  yes="Mettre fin au jeton"
                  no="Le garder"
                  then={() => void end(each.id, each.name)}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Made({ of }: { of: NewToken }) {
  const copied = told.value.startsWith("Le jeton est copié");
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(of.token);
      told.value = "Le jeton est copié.";
    } catch {
      told.value = "Le navigateur ne laisse pas copier : sélectionnez le jeton à la main.";
    }
  }
  return (
    <div class="made" role="status" data-test="token-made">
      <p>{typeset(`Voici « ${of.name} ». Copiez-le maintenant : il ne sera plus jamais montré.`)}</p>
      <p class="said-once">
        <code data-test="token-said">{of.token}</code>
        <button type="button" class="action first" data-test="token-copy" onClick={() => void copy()}>
          {copied ? "Copié" : "Copier"}
        </button>
      </p>
    </div>
  );
}
