// The door of the SQL pane: what it needs (the editor, the engine's wrapper) is loaded when it is first opened.
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { typeset } from "../typeset";

const pane = signal<ComponentType | null>(null);
const failed = signal(false);

async function load(): Promise<void> {
  failed.value = false;
  try {
    pane.value = (await import("../sql/sql-pane")).SqlPane;
  } catch {
    failed.value = true;
  }
}

export function Sql() {
  useEffect(() => void (pane.value ?? load()), []);
  const Pane = pane.value;
  if (Pane) return <Pane />;
  if (!failed.value) return <p class="empty">Ouverture de l’éditeur…</p>;
  return (
    <p class="empty" role="alert">
      {typeset("L’éditeur n’a pas pu être chargé : le serveur ne répond pas.")}{" "}
      <button type="button" class="action" onClick={() => void load()}>
        Réessayer
      </button>
    </p>
  );
}
