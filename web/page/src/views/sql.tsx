// The door of the SQL pane: what it needs (the editor, the engine's wrapper) is loaded when it is first opened.
import { late } from "../late";

export const { Late: Sql } = late(async () => (await import("../sql/sql-pane")).SqlPane, {
  opening: "Ouverture de l’éditeur…",
  failed: "L’éditeur n’a pas pu être chargé : le serveur ne répond pas.",
});
