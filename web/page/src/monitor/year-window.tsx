// The cohort of years that the curves and the figures are of; it is in the link. The map and its table are of every year handed in.
import { Select } from "../select";
import { typeset } from "../typeset";
import type { Deployment } from "./document";
import { go, view } from "./state";
import { windowAsked, windowOf, yearsOf } from "./window";

export function YearWindow({ of }: { of: Deployment }) {
  const years = yearsOf(of.handed_in);
  if (years.length < 2) return null;
  const [from, to] = [of.years[0] ?? of.handed_in[0], of.years.at(-1) ?? of.handed_in[1]];
  // A year chosen a moment ago is not lost to the next, though its answer has not come.
  const [de, a] = windowAsked(of.handed_in, view.value ?? { de: null, a: null });
  const whole = from === of.handed_in[0] && to === of.handed_in[1];
  return (
    <fieldset class="window" data-test="window">
      <legend>Cohorte d’années</legend>
      <Year
        name="de"
        hook="window-from"
        of={years}
        value={de}
        choose={(year) => go(windowOf(of.handed_in, [year, a], "de"))}
      />
      <Year
        name="à"
        hook="window-to"
        of={years}
        value={a}
        choose={(year) => go(windowOf(of.handed_in, [de, year], "a"))}
      />
      {!whole && (
        <p class="caption" data-test="window-told">
          {typeset(
            `Courbes, constats et chiffres de ${from} à ${to} ; la carte et son tableau restent de ${of.handed_in[0]} à ${of.handed_in[1]}.`,
          )}
        </p>
      )}
    </fieldset>
  );
}

interface YearProps {
  name: string;
  hook: string;
  of: readonly number[];
  value: number;
  choose: (year: number) => void;
}

const Year = ({ name, hook, of, value, choose }: YearProps) => (
  <Select label={name} hook={hook} value={value} choose={(year) => choose(Number(year))}>
    {of.map((year) => (
      <option key={year} value={year}>
        {year}
      </option>
    ))}
  </Select>
);
