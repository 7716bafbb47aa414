// The one catalogue of methods in the page: a word leads to what the catalogue says of it and to its place in /methodes. No text
// of a method is written here.
import type { ComponentChildren } from "preact";
import type { Indicator } from "./api/document";
import { gloss } from "./gloss";
import { indicators, methods, series } from "./state";
import { Explained } from "./term";
import { typeset } from "./typeset";

interface Named {
  slug: string;
  /** Shows a mark « ? » instead of the words, which are a button already. */
  mark?: boolean;
  children?: ComponentChildren;
}

const Part = ({ name, head, text }: { name: string; head: string; text: string }) => (
  <span class="told" data-part={name}>
    <span class="told-head">{head}</span> {typeset(text)}
  </span>
);

const Whole = ({ anchor, holds }: { anchor: string; holds: string }) => (
  <a class="told" href={`/methodes#${anchor}`}>
    {holds}
  </a>
);

/** Words that name a method; plain words until the catalogue is there. */
export function MethodTerm({ slug, mark, children }: Named) {
  const method = methods.data.value?.find((each) => each.slug === slug);
  if (!method) return mark ? null : <>{children}</>;
  return (
    <Explained word={mark ? undefined : children} named={method.label} definition={method.definition} of={slug}>
      <Part name="reading" head="Lecture" text={method.reading} />
      <Part name="limits" head="Limites" text={method.limits} />
      <Whole anchor={slug} holds="Formule, sources et vérification" />
    </Explained>
  );
}

/** Words that name an indicator. */
export function IndicatorTerm({ slug, mark, children }: Named) {
  const indicator = indicators.value.find((each: Indicator) => each.slug === slug);
  if (!indicator) return mark ? null : <>{children}</>;
  const { label, definition, limits, uncertainty, reliability } = indicator;
  // What the filter limits and what it does not is said of the indicator that is shown.
  const kept = series.data.value?.indicator === slug ? series.data.value.filter : null;
  return (
    <Explained word={mark ? undefined : children} named={label} definition={definition} of={`indicateur-${slug}`}>
      {kept && <Part name="filter" head="Filtre" text={kept.explained} />}
      <Part name="limits" head="Limites" text={limits} />
      <Part name="uncertainty" head="Bornes" text={`${uncertainty}.`} />
      <Part name="reliability" head="Fiabilité" text={reliability} />
      <Whole anchor={`indicateur-${slug}`} holds="Formule, et les méthodes qu’il suit" />
    </Explained>
  );
}

/** A served sentence whose words lead to their methods. */
export function Gloss({ text, also }: { text: string; also?: [RegExp, string][] }) {
  return (
    <>
      {gloss(typeset(text), also).map(({ text, method }, i) =>
        method ? (
          <MethodTerm key={i} slug={method}>
            {text}
          </MethodTerm>
        ) : (
          text
        ),
      )}
    </>
  );
}
