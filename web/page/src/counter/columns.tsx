// Which column of the file is which: those that mean nothing stand first, with the choice of what they are; the others can be told anew.
// What a person says is sent, the file is read again, and the server remembers it for the next one. Once a file is confirmed its columns are
// told and no longer asked.
import { useState } from "preact/hooks";
import { ChevronDown } from "../icon";
import { count } from "../number";
import { typeset } from "../typeset";
import { columnsAddress, type Column, type Deposit, type KindField } from "./document";
import { send } from "./send";
import { attempt, busy, deposit, deposits, kinds, told } from "./state";
import { changed, doubled } from "./words";

export function Columns({ of }: { of: Deposit }) {
  const [said, say] = useState<ReadonlyMap<string, string>>(new Map());
  const fields = kinds.data.value?.kinds.find((each) => each.kind === of.kind)?.fields ?? [];
  const unknown = of.columns.filter(({ field, header }) => field === null && header !== "");
  const known = of.columns.filter(({ field }) => field !== null);
  const change = changed(of.columns, said);
  const twice = doubled(of.columns, said);
  const nothing = Object.keys(change).length === 0;
  const choose = (header: string, field: string) => say(new Map(said).set(header, field));
  async function readAgain(): Promise<void> {
    if (nothing || twice.length > 0) return;
    const answered = await attempt(() => send<Deposit>("POST", columnsAddress(of.id), change));
    if (!answered) return;
    deposit.renew();
    deposits.renew();
    told.value = answered.done?.sentence ?? "";
  }
  if (of.columns.length === 0) return null;
  const rows = (each: Column) => (
    <ColumnRow
      key={each.header}
      of={each}
      fields={fields}
      field={said.get(each.header) ?? each.field ?? ""}
      settled={of.state === "confirme"}
      choose={(field) => choose(each.header, field)}
    />
  );
  return (
    <section class="part columns" aria-labelledby="colonnes-titre">
      <h2 id="colonnes-titre">
        {unknown.length > 0
          ? count(unknown.length, "colonne n’est pas comprise", "colonnes ne sont pas comprises")
          : "Toutes les colonnes sont comprises"}
      </h2>
      {of.missing.length > 0 && (
        <p data-test="missing-columns">
          {typeset(
            `Il manque ${of.missing.map(({ title }) => `« ${title} »`).join(", ")} : dites quelle colonne du fichier la porte, ou ajoutez-la.`,
          )}
        </p>
      )}
      {unknown.length > 0 && (
        <p class="caption">
          {typeset(
            "Une colonne qui n’est pas comprise est laissée de côté. Ce que vous en dites est retenu pour les prochains fichiers.",
          )}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void readAgain();
        }}
      >
        {unknown.length > 0 && <ul class="told-columns">{unknown.map(rows)}</ul>}
        {known.length > 0 && (
          <details data-test="known-columns">
            <summary>{count(known.length, "colonne comprise", "colonnes comprises")}</summary>
            <ul class="told-columns">{known.map(rows)}</ul>
          </details>
        )}
        {twice.length > 0 && (
          <p class="refused" role="alert" data-test="twice-told">
            {typeset(
              `Deux colonnes ne peuvent pas être la même : ${twice
                .map((name) => `« ${fields.find((field) => field.name === name)?.title ?? name} »`)
                .join(", ")}. Laissez-en une de côté.`,
            )}
          </p>
        )}
        {!nothing && (
          <button type="submit" class="deed" data-test="read-again" disabled={busy.value || twice.length > 0}>
            Relire avec ces colonnes
          </button>
        )}
      </form>
    </section>
  );
}

interface RowProps {
  of: Column;
  fields: readonly KindField[];
  /** The field shown; empty: left aside. */
  field: string;
  /** Whether it no longer changes. */
  settled: boolean;
  choose: (field: string) => void;
}

const ColumnRow = ({ of, fields, field, settled, choose }: RowProps) => (
  <li>
    <label>
      <code>{of.header}</code>
      <span class="select">
        <select
          data-test="column"
          data-header={of.header}
          value={field}
          disabled={settled}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">Laissée de côté</option>
          {fields.map((each) => (
            <option key={each.name} value={each.name}>
              {typeset(each.title)}
            </option>
          ))}
        </select>
        <ChevronDown />
      </span>
    </label>
  </li>
);
