// What DuckDB refuses, introduced in French: its own words are kept, for they name the place. Pure.

export interface Fault {
  /** What kind of fault, and where: « La requête ne se lit pas, ligne 2. » */
  intro: string;
  /** What DuckDB says, in English; what the page says, in French. */
  said: string;
  /** Whether it is DuckDB that says it. */
  engine: boolean;
  /** Line of the query, from 1; `null` where DuckDB names none. */
  line: number | null;
}

const KINDS: [RegExp, string][] = [
  [/^Parser Error/, "La requête ne se lit pas"],
  [/^Binder Error: Referenced column/, "Une colonne n’existe pas"],
  [/^Binder Error/, "La requête ne se comprend pas"],
  [/^Catalog Error: Table/, "Une table n’existe pas"],
  [/^Catalog Error/, "Un nom n’existe pas"],
  [/^Conversion Error/, "Une valeur ne se convertit pas"],
  [/^Out of Memory Error/, "La requête demande plus de mémoire que ce navigateur n’en donne"],
  [
    /^(Permission Error|Missing Extension Error|HTTP Error|IO Error)/,
    "La requête demande ce que cette page n’ouvre pas",
  ],
  [/^Invalid (Input|Configuration) Error/, "La requête demande ce qui ne peut pas se faire"],
];

/** A message of the engine, for the person who asked. */
export function faultOf(message: string): Fault {
  const said = message.replace(/^(Error: )+/, "").trim();
  const kind = KINDS.find(([pattern]) => pattern.test(said))?.[1] ?? "La requête n’a pas abouti";
  const found = /^LINE (\d+):/m.exec(said);
  const line = found ? Number(found[1]) : null;
  return { intro: `${kind}${line === null ? "" : `, ligne ${line}`}.`, said, engine: true, line };
}
