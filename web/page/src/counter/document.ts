// The shapes of the API's answers on who is here, what was handed in and what is published, word for word (access.rs, deposit.rs and
// publication.rs in web/server/src/document), and their addresses.
import { API } from "../api/address";

export type Role = "public" | "operator" | "region" | "admin";
export type Right = "deposit" | "own_rows" | "all_rows" | "confirm_all" | "publish" | "accounts" | "audit" | "tokens";

/** Who asks. */
export interface Me {
  signed_in: boolean;
  role: Role;
  role_label: string;
  email: string | null;
  name: string | null;
  operator: string | null;
  operator_name: string | null;
  /** Whether this service knows a provider of identities. */
  can_sign_in: boolean;
  rights: Right[];
}

/** Where one goes after signing out, to sign out of the provider of identities. */
export interface SignedOut {
  to: string;
}

export interface KindField {
  name: string;
  title: string;
  description: string;
  type: string;
  required: boolean;
  example: string | null;
  /** The words a cell may hold; `null`: any of its type. */
  allowed: string[] | null;
}

export interface Kind {
  kind: string;
  label: string;
  description: string;
  fields: KindField[];
}

export type State = "a_corriger" | "a_confirmer" | "confirme";

/** A deposit in the list. */
export interface DepositSummary {
  id: string;
  kind: string;
  kind_label: string;
  file: string;
  operator: string | null;
  operator_name: string | null;
  by: string;
  received_at: string;
  state: State;
  state_label: string;
  published: boolean;
  rows: Rows;
}

export interface Rows {
  read: number;
  kept: number;
  refused: number;
  /** Of those kept, said by another operator too. */
  twice: number;
}

export interface Column {
  header: string;
  /** `null`: it means nothing, and is left aside. */
  field: string | null;
  title: string | null;
}

export interface Fault {
  /** As a person sees it; 0: the whole file. */
  line: number;
  column: string;
  /** `null`: the cell is empty. */
  value: string | null;
  expectation: string;
  sentence: string;
}

export interface Deposit extends DepositSummary {
  sentence: string;
  columns: Column[];
  missing: { field: string; title: string }[];
  /** The first ones; `faults_total` counts all. */
  faults: Fault[];
  faults_total: number;
  notices: { line: number; sentence: string }[];
  preview: { header: string[]; rows: string[][] };
}

/** A publication asked for from the counter. */
export interface Publication {
  id: string;
  state: "en_cours" | "publiee" | "a_jour" | "echouee";
  state_label: string;
  /** What it does; `null` once it has ended. */
  step: string | null;
  /** How far that is, from 0 to 100. */
  share: number | null;
  sentence: string;
  by: string;
  began_at: string;
  ended_at: string | null;
  exit: number | null;
  snapshot: string | null;
  /** Whether what it published is served by now. */
  served: boolean;
  /** The last its program said. */
  lines: string[];
}

export interface Publications {
  /** Whether one may be asked for now; else `why_not` says why not. */
  offered: boolean;
  why_not: string | null;
  /** Confirmed files that are not public yet, and public ones that were withdrawn. */
  coming: number;
  leaving: number;
  sentence: string;
  /** The one under way, or the last one since the service began. */
  last: Publication | null;
}

export interface Token {
  id: string;
  name: string;
  made_at: string;
}

/** A token that was just made: said once. */
export interface NewToken extends Token {
  token: string;
}

export interface Account {
  email: string;
  /** Empty where nobody gave one. */
  name: string;
  role: Role;
  role_label: string;
  operator: string | null;
  operator_name: string | null;
}

export interface AuditEntry {
  id: number;
  at: string;
  /** `null`: nobody who is known. */
  who: string | null;
  act: string;
  label: string;
  object: string;
}

export interface Audit {
  entries: AuditEntry[];
  more: boolean;
}

/** A handed-in act, as the snapshot holds it. */
export interface ActRow {
  operator: string;
  operator_name: string | null;
  scheme: string;
  scheme_name: string | null;
  year: number;
  siret: string | null;
  commune: string;
  commune_name: string | null;
  kind: string;
  beneficiaries: number;
  jobs: number | null;
  amount_eur: number | null;
  synthetic: boolean;
}

export interface Activity {
  rows: ActRow[];
  total: number;
  page: number;
  /** What is to be said of them: that some are made up. */
  notice: string;
}

type Word = string | number | null;

function address(path: string, words: Record<string, Word> = {}): string {
  const asked = Object.entries(words).filter(([, word]) => word !== null && word !== "");
  const text = new URLSearchParams(asked.map(([name, word]) => [name, String(word)])).toString();
  return `${API}/${path}${text && `?${text}`}`;
}

const part = encodeURIComponent;

export const meAddress = () => address("me");
export const schemasAddress = () => address("deposits/schemas");
export const templateAddress = (kind: string, format: "csv" | "xlsx") =>
  address(`deposits/templates/${part(kind)}.${format}`);
export const depositsAddress = () => address("deposits");
export const depositAddress = (id: string) => address(`deposits/${part(id)}`);
export const depositFileAddress = (id: string) => address(`deposits/${part(id)}/file`);
export const columnsAddress = (id: string) => address(`deposits/${part(id)}/columns`);
export const confirmAddress = (id: string) => address(`deposits/${part(id)}/confirm`);
/** Where a file is handed in; `kind: null` leaves it to the file's name, `replaces` withdraws the one it stands for. */
export const handAddress = (file: string, asked: { kind: Word; operator: Word; replaces: Word }) =>
  address("deposits", { ...asked, file });
export const publicationsAddress = () => address("publications");
export const tokensAddress = () => address("tokens");
export const tokenAddress = (id: string) => address(`tokens/${part(id)}`);
export const accountsAddress = () => address("accounts");
export const accountAddress = (email: string) => address(`accounts/${part(email)}`);
export const auditAddress = (before: number | null) => address("audit", { before });
export const activityAddress = (year: number | null, page: number) =>
  address("activity", { year, page: page === 1 ? null : page });
export const operatorsAddress = () => address("operators");
export const missingAddress = (region: string | null) => address("deployment", { region });
/** Where a person signs in, and comes back to the same link. */
export const signInAddress = (link: string) => `/connexion?vers=${part(link)}`;
export const SIGN_OUT = "/deconnexion";
