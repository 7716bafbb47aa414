// What can be told of a file before it is sent: too large, empty, or no table. The server has the last word. Pure.
import { decimal } from "../number";
import { typeset } from "../typeset";

/** The most the server takes, in bytes. */
export const LARGEST = 20_000_000;

/** What the file chooser offers first. */
export const ENDINGS = ".csv,.tsv,.txt,.xlsx";

/** Workbooks that are read once they are kept under another form. */
const OTHER_SHEETS = /\.(xls|xlsm|xlsb|ods|numbers)$/i;

/** Why a file is not sent, as a sentence; nothing when it may be. */
export function refusal({ name, size }: { name: string; size: number }): string | null {
  const told = () => {
    if (OTHER_SHEETS.test(name))
      return `Le fichier « ${name} » n’est pas lu sous cette forme : dans votre tableur, enregistrez-le en .xlsx ou en CSV.`;
    if (!/\.(csv|tsv|txt|xlsx)$/i.test(name))
      return `Le fichier « ${name} » n’est pas un tableau : un fichier CSV ou un classeur .xlsx est attendu.`;
    if (size === 0) return `Le fichier « ${name} » est vide.`;
    if (size > LARGEST)
      return `Le fichier « ${name} » pèse ${decimal(size / 1e6, 1)} Mo ; ${decimal(LARGEST / 1e6)} Mo au plus : remettez-le en plusieurs fichiers, un par année par exemple.`;
    return null;
  };
  const sentence = told();
  return sentence && typeset(sentence);
}
