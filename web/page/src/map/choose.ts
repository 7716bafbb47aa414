// Choosing a territory by its row, from the map or from the table; while one is composed, it comes in or goes out.
import { territoriesAddress } from "../api/address";
import type { Territories } from "../api/document";
import { answer } from "../api/resource";
import { go, series, view } from "../state";

/** Chooses the territory of a row of the level shown; `null` chooses nothing and changes nothing. */
export async function choose(row: number | null): Promise<void> {
  const shown = view.peek();
  if (!shown || row === null) return;
  const level = series.data.peek()?.level ?? shown.niveau;
  const index = await answer<Territories>(territoriesAddress(level, shown.region));
  const code = index.code[index.rows.indexOf(row)];
  if (code === undefined) return;
  if (!view.peek()?.compose) return go({ territoire: { level, code } });
  const { point } = await import("../compose/composing");
  await point({ level, code });
}
