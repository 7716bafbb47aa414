// Accounts: who may come in, with which role. An account is opened by its address before its person first signs in.
import { useState } from "preact/hooks";
import { ChevronDown } from "../icon";
import { ProblemBox } from "../notice";
import { typeset } from "../typeset";
import { Ask } from "./ask";
import { accountAddress, type Account, type Role } from "./document";
import { Choice } from "./handing";
import { send } from "./send";
import { accounts, attempt, busy, me, operators, told } from "./state";

/** Roles that are given; everybody has the public's. */
const GIVEN: readonly [Role, name: string][] = [
  ["operator", "Opérateur"],
  ["region", "Région"],
  ["admin", "Administration"],
];

interface Draft {
  email: string;
  name: string;
  role: Role;
  operator: string | null;
}

const NEW: Draft = { email: "", name: "", role: "operator", operator: null };

async function keep({ email, name, role, operator }: Draft): Promise<boolean> {
  const body = { name: name.trim(), role, operator: role === "operator" ? operator : null };
  const answered = await attempt(() => send<Account>("PUT", accountAddress(email.trim().toLowerCase()), body));
  if (!answered) return false;
  accounts.renew();
  me.renew();
  told.value = `Le compte ${email.trim().toLowerCase()} est enregistré.`;
  return true;
}

async function end(email: string): Promise<void> {
  const answered = await attempt(() => send("DELETE", accountAddress(email)));
  if (!answered) return;
  accounts.renew();
  told.value = `Le compte ${email} est clos.`;
}

export function Accounts() {
  const [draft, write] = useState(NEW);
  /** The address of the account that is changed; `null`: a new one is opened. */
  const [changing, change] = useState<string | null>(null);
  const served = accounts.data.value;
  const start = (of: Draft, email: string | null) => {
    write(of);
    change(email);
  };
  return (
    <>
      <h1 tabIndex={-1}>Comptes</h1>
      <p class="caption lead">
        {typeset(
          "Un compte s’ouvre par l’adresse électronique, avant la première connexion de la personne : c’est l’adresse que son fournisseur d’identité garantit qui compte.",
        )}
      </p>
      <AccountForm draft={draft} write={write} changing={changing} leave={() => start(NEW, null)} />
      <section class="part" aria-labelledby="comptes-titre">
        <h2 id="comptes-titre">Comptes ouverts</h2>
        <ProblemBox of={accounts} />
        {!served && !accounts.problem.value && <p class="empty">Chargement des comptes…</p>}
        {served?.accounts.length === 0 && <p class="empty">Aucun compte n’est ouvert.</p>}
        {served && served.accounts.length > 0 && (
          <ul class="kept-list" data-test="accounts">
            {served.accounts.map((each) => (
              <li key={each.email} data-test={`account-${each.email}`}>
                <div>
                  <strong>{each.email}</strong>
                  <span class="caption">
                    {typeset([each.name, each.role_label, each.operator_name].filter(Boolean).join(", "))}
                  </span>
                </div>
                <p class="actions">
                  <button
                    type="button"
                    class="action"
                    data-test="account-change"
                    onClick={() => {
                      start(each, each.email);
                      document.getElementById("compte")?.focus();
                    }}
                  >
                    Changer<span class="unseen">{typeset(` le compte ${each.email}`)}</span>
                  </button>
                  <Ask
                    label="Clore"
                    about={`le compte ${each.email}`}
                    hook="account-end"
                    question={`Clore le compte ${each.email} ?`}
                    sentence="Ses connexions et ses jetons prennent fin. Ce qu’il a déposé reste."
                    yes="Clore le compte"
                    no="Le garder"
                    then={() => void end(each.email)}
                  />
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

interface FormProps {
  draft: Draft;
  write: (draft: Draft) => void;
  changing: string | null;
  /** Empties the form. */
  leave: () => void;
}

function AccountForm({ draft, write, changing, leave }: FormProps) {
  const choices = (operators.data.value?.operators ?? []).map((each) => ({ value: each.operator, name: each.name }));
  const lacking = draft.role === "operator" && draft.operator === null;
  return (
    <form
      class="account"
      aria-labelledby="compte"
      onSubmit={(event) => {
        event.preventDefault();
        if (!lacking) void keep(draft).then((done) => done && leave());
      }}
    >
      <h2 id="compte" tabIndex={-1}>
        {changing === null ? "Ouvrir un compte" : typeset(`Changer le compte ${changing}`)}
      </h2>
      <label>
        Adresse électronique
        <input
          type="email"
          required
          maxLength={254}
          autocomplete="off"
          readOnly={changing !== null}
          value={draft.email}
          data-test="account-email"
          onInput={(event) => write({ ...draft, email: event.currentTarget.value })}
        />
      </label>
      <label>
        Nom
        <input
          maxLength={80}
          autocomplete="off"
          value={draft.name}
          data-test="account-name"
          onInput={(event) => write({ ...draft, name: event.currentTarget.value })}
        />
      </label>
      <div class="choice">
        <label for="role">Rôle</label>
        <span class="select">
          <select
            id="role"
            data-test="account-role"
            value={draft.role}
            onChange={(event) => write({ ...draft, role: event.currentTarget.value as Role })}
          >
            {GIVEN.map(([role, name]) => (
              <option key={role} value={role}>
                {name}
              </option>
            ))}
          </select>
          <ChevronDown />
        </span>
      </div>
      {draft.role === "operator" && (
        <Choice
          label="Opérateur"
          hook="account-operator"
          value={draft.operator}
          none="À choisir"
          of={choices}
          choose={(operator) => write({ ...draft, operator })}
        />
      )}
      <p class="actions">
        <button type="submit" class="deed" data-test="account-keep" disabled={busy.value || lacking}>
          {changing === null ? "Ouvrir le compte" : "Enregistrer"}
        </button>
        {changing !== null && (
          <button type="button" class="action" onClick={leave}>
            Ne rien changer
          </button>
        )}
      </p>
    </form>
  );
}
