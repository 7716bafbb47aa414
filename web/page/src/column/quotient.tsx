// What is counted and what it is divided by: two rows that lead to the indicator that is this quotient.
import type { ComponentChildren } from "preact";
import type { Denominator, Indicator, Numerator } from "../api/document";
import { chooseIndicator, indicator, indicators, prefetch } from "../state";
import { typeset } from "../typeset";

const NUMERATORS: [Numerator, string][] = [
  ["etablissements", "Établissements"],
  ["emplois", "Emplois"],
];
const DENOMINATORS: [Denominator, string, string][] = [
  ["habitants", "habitants", "Pour un nombre rond d’habitants"],
  ["surface", "km²", "Au kilomètre carré"],
  ["economie", "économie", "Part de l’ensemble de l’économie"],
  ["aucun", "rien", "Le nombre lui-même"],
];

const quotient = (numerator: Numerator, denominator: Denominator): Indicator | undefined =>
  indicators.value.find((each) => each.numerator === numerator && each.denominator === denominator);

export function Quotient() {
  const shown = indicator.value;
  const numerator = shown?.numerator ?? null;
  const denominator = shown?.denominator ?? null;
  return (
    <div class="quotient" data-test="quotient">
      <Row label="Compter">
        {NUMERATORS.map(([each, words]) => (
          <Choice
            key={each}
            hook={`numerator-${each}`}
            leads={quotient(each, denominator ?? "habitants")}
            chosen={each === numerator}
            words={words}
          />
        ))}
      </Row>
      <Row label="Rapporter à">
        {DENOMINATORS.map(([each, words, title]) => (
          <Choice
            key={each}
            hook={`denominator-${each}`}
            leads={quotient(numerator ?? "etablissements", each)}
            chosen={each === denominator}
            words={words}
            title={title}
          />
        ))}
      </Row>
    </div>
  );
}

const Row = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div role="group" aria-label={label}>
    <span class="caption" aria-hidden="true">
      {label}
    </span>
    {children}
  </div>
);

function Choice(of: { hook: string; leads?: Indicator; chosen: boolean; words: string; title?: string }) {
  const { leads } = of;
  if (!leads) return null;
  return (
    <button
      type="button"
      data-test={of.hook}
      aria-pressed={of.chosen}
      title={typeset(of.title ? `${of.title} : ${leads.label}` : leads.label)}
      onPointerEnter={() => prefetch(leads.slug)}
      onFocus={() => prefetch(leads.slug)}
      onClick={() => chooseIndicator(leads.slug)}
    >
      {typeset(of.words)}
    </button>
  );
}
