// Where the tray stands: its code comes once something is composed.
import { late } from "../late";

const { part: tray, Late } = late(async () => (await import("./tray")).Tray, {
  opening: "Ouverture…",
  failed: "La composition n’a pas pu être chargée : le serveur ne répond pas.",
});

export const TrayPlace = () => (
  <aside class="panel tray" id="profil" aria-label="Territoire composé" data-test="tray" aria-busy={!tray.value}>
    <Late />
  </aside>
);
