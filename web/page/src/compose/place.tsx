// Where the tray stands: its code comes once something is composed.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { typeset } from "../typeset";

const tray = signal<ComponentType | null>(null);
const failed = signal(false);

async function load(): Promise<void> {
  failed.value = false;
  try {
    tray.value = (await import("./tray")).Tray;
  } catch {
    failed.value = true;
  }
}

export function TrayPlace() {
  useEffect(() => void (tray.value ?? load()), []);
  const Tray = tray.value;
  return (
    <aside class="panel tray" id="profil" aria-label="Territoire composé" data-test="tray" aria-busy={!Tray}>
      {Tray && <Tray />}
      {!Tray && !failed.value && <p class="empty">Ouverture…</p>}
      {failed.value && (
        <p class="empty" role="alert">
          {typeset("La composition n’a pas pu être chargée : le serveur ne répond pas.")}{" "}
          <button type="button" class="action" onClick={() => void load()}>
            Réessayer
          </button>
        </p>
      )}
    </aside>
  );
}
