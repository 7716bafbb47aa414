// The night header of the counter: the name, who is here, the pages.
import { LanternMark } from "../icon";
import { Pages } from "../pages";
import { typeset } from "../typeset";
import { signInAddress } from "./document";
import { busy, me, signOut } from "./state";

export function CounterBar() {
  return (
    <header class="bar">
      <a class="name" href="/" aria-label="Lanterne, accueil">
        <LanternMark />
        <span>Lanterne</span>
      </a>
      <Who />
      <Pages here="/depot" />
    </header>
  );
}

function Who() {
  const who = me.data.value;
  if (!who) return null;
  if (!who.signed_in) {
    return who.can_sign_in ? (
      <p class="who">
        <a class="action" href={signInAddress(location.pathname + location.search)} data-test="bar-sign-in">
          Se connecter
        </a>
      </p>
    ) : null;
  }
  return (
    <div class="who">
      <p data-test="who">
        <span class="person">{typeset(who.name || who.email || "")}</span>
        <span class="as">{typeset(who.operator_name ?? who.role_label)}</span>
      </p>
      <button type="button" class="action" data-test="sign-out" disabled={busy.value} onClick={() => void signOut()}>
        Se déconnecter
      </button>
    </div>
  );
}
