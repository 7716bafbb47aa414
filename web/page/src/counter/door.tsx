// Who is not signed in, or has no account: what the counter is for, the way in or whom to ask, and the files to fill in.
import { typeset } from "../typeset";
import { signInAddress, type Me } from "./document";
import { Templates } from "./templates";

export const Door = ({ who }: { who: Me }) => (
  <main class="sheet door">
    <div class="content" id="contenu" tabIndex={-1}>
      <h1>{typeset("Déposer l’activité de votre structure")}</h1>
      <p class="lead">
        {typeset(
          "Les opérateurs des dispositifs remettent ici ce qu’ils ont fait, leurs sites et leurs zones d’intervention. Un fichier est lu ligne par ligne : ce qui ne va pas est dit avec sa ligne, sa colonne et ce qui est attendu. Rien n’entre dans l’observatoire avant d’être confirmé.",
        )}
      </p>
      <p class="caption privacy">
        {typeset(
          "Aucun nom de personne n’est demandé ni gardé : un bénéficiaire est un SIRET, ou un nombre de personnes dans une commune. Au public, un nombre inférieur à 3 se lit « s ».",
        )}
      </p>
      <Way who={who} />
      <section class="part">
        <Templates under />
      </section>
    </div>
  </main>
);

function Way({ who }: { who: Me }) {
  if (who.signed_in) {
    return (
      <div class="way" data-test="no-account">
        <h2>
          {typeset(
            who.role === "public"
              ? "Aucun compte n’est ouvert à votre adresse"
              : "Votre compte n’est rattaché à aucun opérateur",
          )}
        </h2>
        <p>
          {typeset("Vous êtes bien connecté, sous l’adresse ")}
          <strong>{who.email ?? ""}</strong>
          {typeset(
            ". Pour déposer, demandez à la Région, ou à la personne qui administre cet observatoire, d’ouvrir un compte à cette adresse exactement, en lui disant pour quel opérateur. Rechargez ensuite cette page.",
          )}
        </p>
        <p>
          <a class="action" href="/deploiement">
            Voir le déploiement des dispositifs
          </a>
        </p>
      </div>
    );
  }
  if (!who.can_sign_in) {
    return (
      <div class="way" data-test="cannot-sign-in">
        <h2>{typeset("Personne ne peut se connecter ici pour l’instant")}</h2>
        <p>
          {typeset(
            "Ce service n’est relié à aucun fournisseur d’identité. La personne qui l’administre le relie au démarrage (lanterne serve --oidc). Les modèles ci-dessous peuvent déjà être remplis.",
          )}
        </p>
      </div>
    );
  }
  return (
    <div class="way">
      <p>
        <a class="deed" href={signInAddress(location.pathname + location.search)} data-test="sign-in">
          Se connecter
        </a>
      </p>
      <p class="caption">
        {typeset("Pour les opérateurs et la Région. Tout le reste de l’observatoire se lit sans compte.")}
      </p>
    </div>
  );
}
