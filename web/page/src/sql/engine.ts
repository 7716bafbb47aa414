// DuckDB in this browser: the engine comes from our own server, the tables from the snapshot's files, and nothing from elsewhere.
// A table is loaded when a query first names it. What a person asks leaves this browser for no one.
import * as duckdb from "@duckdb/duckdb-wasm";
import moduleAddress from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";
import workerAddress from "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url";
import { DataType, type Vector } from "apache-arrow";
import { Problem } from "../api/problem";
import { arrowOf } from "./parquet";
import { MOST_ROWS, type Cell, type Column, type Kind, type Result } from "./result";
import type { OpenTable } from "./tables";

/** The query was stopped by the person who asked it. */
export class Stopped extends Error {}

interface Engine {
  database: duckdb.AsyncDuckDB;
  connection: duckdb.AsyncDuckDBConnection;
  worker: Worker;
  loaded: Map<string, Promise<void>>;
}

let engine: Promise<Engine> | null = null;
let stopping: (() => void) | null = null;

/** How long a running statement may take to hear that it must stop, before the engine is put down whole. */
const PATIENCE_MS = 800;

async function start(): Promise<Engine> {
  const worker = new Worker(workerAddress);
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  // A worker whose script does not come answers nothing.
  const broken = new Promise<never>((_, reject) => worker.addEventListener("error", reject));
  await Promise.race([database.instantiate(moduleAddress, null), broken]);
  await database.open({ query: { castBigIntToDouble: true, castDecimalToDouble: true, castTimestampToDate: true } });
  const connection = await database.connect();
  // No extension, no file, no other host; and no way back.
  for (const setting of [
    "autoinstall_known_extensions = false",
    "autoload_known_extensions = false",
    "enable_external_access = false",
    "lock_configuration = true",
  ]) {
    await connection.query(`SET ${setting}`);
  }
  return { database, connection, worker, loaded: new Map() };
}

async function opened(): Promise<Engine> {
  engine ??= start();
  try {
    return await engine;
  } catch {
    engine = null;
    throw new Problem(
      "DuckDB n’a pas pu s’ouvrir",
      "Le serveur ne répond pas, ou ce navigateur est trop ancien : il en faut un de 2022 ou d’après.",
      0,
    );
  }
}

function load({ connection, loaded }: Engine, { name, href }: OpenTable): Promise<void> {
  const known = loaded.get(name);
  if (known) return known;
  const done = arrowOf(href).then((stream) => connection.insertArrowFromIPCStream(stream, { name, create: true }));
  loaded.set(name, done);
  done.catch(() => loaded.delete(name));
  return done;
}

/** Runs a query once its tables are there. `tell` hears what is awaited. Throws what DuckDB says, a Problem, or [Stopped]. */
export async function run(query: string, tables: OpenTable[], tell: (what: string) => void): Promise<Result> {
  let stopped = false;
  let current: Engine | null = null;
  const halted = new Promise<never>((_, reject) => {
    const mine = () => {
      stopped = true;
      void current?.connection.cancelSent().catch(() => undefined);
      setTimeout(() => {
        // It was heard; another query may be under way by now.
        if (stopping !== mine) return;
        void forget();
        reject(new Stopped());
      }, PATIENCE_MS);
    };
    stopping = mine;
  });
  halted.catch(() => undefined);
  const work = async (): Promise<Result> => {
    tell("Ouverture de DuckDB, une seule fois…");
    current = await opened();
    for (const table of tables) {
      if (stopped) throw new Stopped();
      if (!current.loaded.has(table.name)) tell(`Chargement de la table ${table.name}…`);
      await load(current, table);
    }
    if (stopped) throw new Stopped();
    tell("Calcul en cours…");
    return answered(current, query);
  };
  try {
    return await Promise.race([work(), halted]);
  } catch (failure) {
    throw stopped ? new Stopped() : failure;
  } finally {
    stopping = null;
  }
}

/** Stops the query under way, if there is one. */
export function stop(): void {
  stopping?.();
}

/** Puts the engine down: the next query opens another. */
async function forget(): Promise<void> {
  const old = engine;
  engine = null;
  (await old)?.worker.terminate();
}

async function answered({ connection }: Engine, query: string): Promise<Result> {
  const began = performance.now();
  const reader = await (await connection.send(query, true)).open();
  const columns: Column[] = reader.schema.fields.map(({ name, type }) => ({ name, kind: kindOf(type) }));
  const rows: Cell[][] = [];
  let more = false;
  for await (const batch of reader) {
    const read = columns.map(({ kind }, j) => cells(batch.getChildAt(j), kind));
    for (let i = 0; i < batch.numRows && !more; i++) {
      if (rows.length === MOST_ROWS) more = true;
      else rows.push(read.map((cell) => cell(i)));
    }
    if (more) break;
  }
  if (more) await connection.cancelSent().catch(() => false);
  return { columns, rows, more, took: performance.now() - began };
}

function kindOf(type: DataType): Kind {
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type)) return "nombre";
  if (DataType.isDate(type)) return type.unit === 0 ? "jour" : "instant";
  if (DataType.isTimestamp(type)) return "instant";
  return DataType.isBool(type) ? "booleen" : "texte";
}

function cells(of: Vector | null, kind: Kind): (row: number) => Cell {
  return (row) => {
    const value: unknown = of?.get(row) ?? null;
    if (value === null) return null;
    if (kind === "nombre") return Number(value);
    if (kind === "booleen") return Boolean(value);
    if (kind === "jour") return new Date(Number(value)).toISOString().slice(0, 10);
    if (kind === "instant") return new Date(Number(value)).toISOString();
    return typeof value === "string" ? value : listed(value);
  };
}

/** Lists are read aloud, the rest is written as JSON. */
function listed(value: unknown): string {
  const plain = value as { toArray?: () => unknown; toJSON?: () => unknown };
  const items = plain.toJSON?.() ?? value;
  if (Array.isArray(items)) return items.map(String).join(", ");
  return JSON.stringify(items, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each));
}
