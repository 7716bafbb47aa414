// White-zone tests, one line each: sign, term with its definition, evidence, verdict; below, the reason of each that holds, how much of it
// hangs on the thresholds and the area it is part of, and why a test could not be made.
import type { Territory, Verdict, WhiteZoneTest } from "../api/document";
import { patternFill } from "../chart/pattern-defs";
import { Gloss, MethodTerm } from "../method";
import { typeset } from "../typeset";

export function WhiteZoneTests({ of }: { of: Territory }) {
  if (of.white_zones.length === 0) return null;
  const [question, ...answer] = typeset(of.white_zone_sentence).split("?");
  return (
    <section class="white-zones" data-test="white-zones">
      <p class="heading">
        {answer.length > 0 ? (
          <>
            <strong>{question}?</strong>
            {answer.join("?")}
          </>
        ) : (
          <strong>{question}</strong>
        )}
      </p>
      {of.filter && (
        <p class="caption" data-test="white-zones-unfiltered">
          {typeset(
            "Jugées sur toute l’ESS, sans le filtre : manquer d’une famille ou d’un secteur n’est pas manquer d’ESS.",
          )}
        </p>
      )}
      <ul>
        {of.white_zones.map((test) => (
          <li key={test.kind} data-test={`white-zone-${test.kind}`} data-verdict={test.verdict}>
            <Sign test={test} />
            <span class="evidence">
              <MethodTerm slug={`zone_blanche_${test.kind}`}>{typeset(test.label)}</MethodTerm>{" "}
              <Gloss text={test.evidence} />
            </span>
            <span class={`verdict ${test.verdict}`}>{test.verdict_label}</span>
          </li>
        ))}
      </ul>
      {of.white_zones
        .filter((test) => test.verdict === "oui")
        .map((test) => (
          <p key={test.kind} class="caption" data-test={`reason-${test.kind}`}>
            <strong>{typeset(test.label)}.</strong>{" "}
            <Gloss text={[test.sentence, test.stability?.sentence, test.area].filter((text) => text).join(" ")} />
          </p>
        ))}
      {of.white_zones
        .filter((test) => test.verdict === "ns" && test.stability !== null)
        .map((test) => (
          <p key={test.kind} class="caption">
            <strong>{typeset(test.label)}, n.s.</strong> <Gloss text={test.stability?.sentence ?? ""} />
          </p>
        ))}
      {of.white_zones
        .filter((test) => test.verdict === "nd")
        .map((test) => (
          <p key={test.kind} class="caption" data-test={`reason-${test.kind}`}>
            <strong>{typeset(test.label)}, n.d.</strong> {typeset(test.sentence)}
          </p>
        ))}
      {of.zones.length > 0 && (
        <p class="caption">
          {typeset(
            of.zones
              .map(
                (zone) =>
                  `${KIND[zone.kind] ?? "Zone déclarée"} : ${zone.name}${zone.certain ? "" : " (appartenance à confirmer)"}`,
              )
              .join(" ; "),
          )}
          .
        </p>
      )}
    </section>
  );
}

const KIND: Record<string, string> = {
  watch_zone: "Zone à surveiller, déclarée",
  white_zone: "Zone blanche déclarée",
  dense_zone: "Zone déclarée dense",
  petr: "PETR",
};

const DASH: Record<Verdict, string | undefined> = { oui: undefined, non: undefined, ns: "2 2", nd: "1 3" };

const Sign = ({ test }: { test: WhiteZoneTest }) => (
  <svg width="14" height="14" aria-hidden="true">
    <rect
      x=".75"
      y=".75"
      width="12.500"
      height="12.500"
      fill={test.verdict === "oui" ? patternFill(test.kind) : "none"}
      stroke={test.verdict === "oui" ? "#3B4CA0" : "#4A5370"}
      stroke-dasharray={DASH[test.verdict]}
    />
  </svg>
);
