// The way in for a person's own table: a button, or a file dropped anywhere on the page; then what was understood of it.
import { useEffect, useRef } from "preact/hooks";
import { count } from "../number";
import { typeset } from "../typeset";
import type { Level } from "../api/document";
import { levels, snapshot } from "../state";
import { again, own, ownReading, ownTrouble, take } from "./own";

const SHOWN = 12;

export function OwnChoice() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const over = (event: DragEvent) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void take(file);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, []);
  const table = own.value;
  return (
    <section class="own" aria-label="Vos données">
      <h2>Vos données</h2>
      <input
        ref={input}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-label="Fichier CSV ou XLSX"
        accept=".csv,.tsv,.txt,.xlsx"
        data-test="own-file"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void take(file);
          event.currentTarget.value = "";
        }}
      />
      {!table && (
        <>
          <button type="button" class="action" data-test="own-open" onClick={() => input.current?.click()}>
            Ajouter un tableau
          </button>
          <p class="caption">
            {typeset(
              "CSV ou XLSX, une ligne par commune, EPCI, département ou région, avec son code, ou par établissement, avec son SIRET. Il reste dans ce navigateur.",
            )}
          </p>
        </>
      )}
      {ownReading.value && <p role="status">Lecture du fichier…</p>}
      {ownTrouble.value && (
        <p class="own-trouble" role="alert" data-test="own-trouble">
          {typeset(ownTrouble.value)}
        </p>
      )}
      {table && <Understood />}
    </section>
  );
}

/** How lines came to territories that are not those of their codes, and the way to say it otherwise. */
function Carrying() {
  const table = own.value;
  if (!table?.carried) return null;
  const { year, joined } = table.carried;
  const added =
    joined > 0
      ? ` ${count(joined, "territoire réunit", "territoires réunissent")} plusieurs lignes : leurs nombres sont additionnés.`
      : "";
  if (year) {
    return (
      <>
        <label>
          <span class="caption">Année des codes</span>
          <select
            data-test="own-year"
            value={year.chosen}
            onChange={(event) => void again({ year: Number(event.currentTarget.value) })}
          >
            {year.known.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
        <p class="caption" data-test="own-carried">
          {typeset(`Codes de ${year.chosen}, portés à la géographie ${year.cog}.${added}`)}
        </p>
      </>
    );
  }
  const named = snapshot.value?.levels ?? [];
  return (
    <>
      <label>
        <span class="caption">Réunies par</span>
        <select
          data-test="own-level"
          value={table.matched.level}
          onChange={(event) => void again({ level: event.currentTarget.value as Level })}
        >
          {levels.value.map((level) => (
            <option key={level} value={level}>
              {typeset(named.find((each) => each.slug === level)?.label ?? level)}
            </option>
          ))}
        </select>
      </label>
      <p class="caption" data-test="own-carried">
        {typeset(`Établissements retrouvés par leur SIRET parmi ceux de l’ESS.${added}`)}
      </p>
    </>
  );
}

/** What was read, what met no territory, and the choice of the column. */
function Understood() {
  const table = own.value;
  if (!table) return null;
  const { grid, matched, carried } = table;
  const keyed = carried ? carried.raw.heads[carried.key] : grid.heads[matched.key];
  const read = carried ? carried.raw.rows.length - carried.lost.length : matched.line.size;
  const left = [
    ...(carried?.lost ?? []),
    ...matched.lost.map(({ place, code }) => `ligne ${place} : ${code === "" ? "sans code" : `code ${code} inconnu`}`),
    ...matched.twice.map(({ place, code }) => `ligne ${place} : ${code} déjà lu plus haut`),
  ];
  return (
    <>
      <label>
        <span class="caption">{typeset(grid.name)}</span>
        <select
          data-test="own-column"
          value={table.column}
          onChange={(event) => (own.value = { ...table, column: Number(event.currentTarget.value) })}
        >
          {table.columns.map((column) => (
            <option key={column} value={column}>
              {grid.heads[column]}
            </option>
          ))}
        </select>
      </label>
      <p class="caption" data-test="own-understood">
        {typeset(
          `${count(read, "ligne rattachée", "lignes rattachées")} par « ${keyed} » ; ${grid.read.join(", ")}. Le lien de la page ne porte pas ces données.`,
        )}
      </p>
      {carried && <Carrying />}
      {left.length > 0 && (
        <details data-test="own-lost">
          <summary>{count(left.length, "ligne laissée de côté", "lignes laissées de côté")}</summary>
          <ul class="caption">
            {left.slice(0, SHOWN).map((line) => (
              <li key={line}>{typeset(line)}</li>
            ))}
            {left.length > SHOWN && <li>{typeset(`et ${left.length - SHOWN} autres`)}</li>}
          </ul>
        </details>
      )}
      <button type="button" class="action" data-test="own-remove" onClick={() => (own.value = null)}>
        Retirer
      </button>
    </>
  );
}
