// Who is there to help, and on what basis each place is known; operators whose place is unknown are counted in words.
import type { Operator, Territory } from "../api/document";
import { typeset } from "../typeset";

export function Operators({ of }: { of: Territory }) {
  const { present, sentence, presence } = of.operators;
  return (
    <section class="operators" data-test="operators">
      <p class="heading">
        <strong>Opérateurs</strong>
      </p>
      <p class="sentence">{typeset(sentence)}</p>
      {present.length > 0 && (
        <ul>
          {present.map((operator) => (
            <li key={operator.operator}>
              <span>{typeset(operator.name)}</span> <Places of={operator} />
            </li>
          ))}
        </ul>
      )}
      {presence.sentence !== sentence && <p class="caption">{typeset(presence.sentence)}</p>}
    </section>
  );
}

const KIND: Record<string, string> = {
  siege: "siège",
  antenne: "antenne",
  permanence: "permanence",
  zone: "zone d’intervention",
  inconnu: "",
};

function Places({ of }: { of: Operator }) {
  const words = of.sites.map((site) =>
    [KIND[site.kind] ?? site.kind, site.commune_name, site.basis === "atelier" ? site.basis_label : null]
      .filter((word) => word)
      .join(", "),
  );
  return <span class="caption">{typeset([...new Set(words)].join(" ; "))}</span>;
}
