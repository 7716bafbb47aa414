// A change with its sign, as the server words it: « +75 585 », « −0,6 », « 0 ».
import { decimal } from "../number";

export function signed(value: number | null, decimals = 0): string {
  if (value === null) return "n.d.";
  const text = decimal(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
