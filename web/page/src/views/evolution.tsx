// The territory chosen, those compared and the reference from year to year: lines with their intervals as bands, named where they
// end, and the table of the same figures.
import { useRef } from "preact/hooks";
import type { Timeline, TimelineLine } from "../api/timeline";
import { path, runs } from "../chart/runs";
import { linear, ticks } from "../chart/scale";
import { COOL, INK, LANTERN } from "../colour";
import { MethodTerm } from "../method";
import { bound, figure, interval } from "../number";
import { useSize } from "../size";
import { go, timeline, timelineFile } from "../state";
import { typeset } from "../typeset";
import { chooseYear, year } from "../year";

const LEFT = 52;
const TOP = 12;
const FOOT = 28;
/** Height of a name at the end of its line. */
const LABEL = 17;

/** Strokes told apart by colour, by dash and by name. */
const STROKES: [colour: string, dash: string][] = [
  [LANTERN, ""],
  [COOL, "7 3"],
  ["#5E2A06", "2 3"],
  ["#3F6B4F", "9 3 2 3"],
  ["#7A3E8C", "12 4"],
];
const strokeOf = (line: TimelineLine, at: number): [string, string] =>
  line.role === "reference" ? [INK, "4 4"] : (STROKES[at % STROKES.length] ?? [LANTERN, ""]);

export function Evolution() {
  const found = timeline.data.value;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box, { w: 620, h: 260 });
  if (!found) {
    return (
      <p class="empty" role={timeline.problem.value ? "alert" : undefined}>
        {timeline.problem.value ? typeset(timeline.problem.value.detail) : "Chargement de l’évolution…"}
      </p>
    );
  }
  const alone = !found.lines.some((line) => line.role === "territoire");
  return (
    <div class="evolution" data-test="evolution">
      <div class="scatter-text">
        <p class="sentence" data-test="evolution-sentence">
          {typeset(found.sentence)}
        </p>
        {alone && (
          <p class="caption" data-test="evolution-hint">
            {typeset("Choisissez un territoire sur la carte, ou comparez-en jusqu’à quatre : chacun aura sa ligne.")}
          </p>
        )}
        {found.breaks.map((each) => (
          <p key={each.year} class="caption">
            {typeset(`Rupture en ${each.year} : ${each.label}. Rien n’est comparé à travers elle.`)}
          </p>
        ))}
        {found.notes.map((note) => (
          <p key={note} class="caption">
            {typeset(note)}
          </p>
        ))}
        <p class="caption">
          <MethodTerm slug="croissance">Comment la croissance est calculée</MethodTerm>
        </p>
        <p class="caption">{typeset(found.source_line)}</p>
        <p>
          <a class="action" data-test="evolution-csv" href={timelineFile.value} download>
            CSV
          </a>
        </p>
      </div>
      {found.years.length > 1 && found.lines.length > 0 && (
        <div class="evolution-figures">
          <div class="evolution-plot" ref={box}>
            <Plot of={found} {...size} />
          </div>
          <Figures of={found} />
        </div>
      )}
    </div>
  );
}

function Plot({ of, w, h }: { of: Timeline; w: number; h: number }) {
  const right = Math.min(190, Math.max(96, w * 0.3));
  const numbers = of.lines
    .flatMap((line) => [...line.value, ...line.low, ...line.high])
    .filter((value): value is number => value !== null);
  if (numbers.length === 0) return <p class="empty">{typeset("Aucun chiffre à ces années : n.d. partout.")}</p>;
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const margin = (most - least || Math.abs(most) || 1) * 0.06;
  const [first, last] = [of.years[0] ?? 0, of.years.at(-1) ?? 1];
  const x = linear(first, last, LEFT, w - right);
  const y = linear(least - margin, most + margin, h - FOOT, TOP);
  const shown = year.value;
  const names = placed(of, y, h);
  const parted = (i: number) => of.breaks.some((each) => each.year === of.years[i]);
  return (
    <svg
      width={w}
      height={h}
      role="img"
      aria-label={typeset(of.sentence)}
      data-test="evolution-plot"
      onClick={(event) => {
        const { left } = event.currentTarget.getBoundingClientRect();
        const px = event.clientX - left;
        const near = of.years.toSorted((a, b) => Math.abs(x(a) - px) - Math.abs(x(b) - px))[0];
        if (near !== undefined) chooseYear(near);
      }}
    >
      {ticks(least - margin, most + margin, Math.max(2, Math.floor(h / 55))).map((tick) => (
        <g key={tick} class="tick">
          <line x1={LEFT} x2={w - right} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {bound(tick, of.decimals + 1)}
          </text>
        </g>
      ))}
      {of.years.map((each) => (
        <g key={each} class="tick">
          {each === shown && <line class="shown" x1={x(each)} x2={x(each)} y1={TOP} y2={h - FOOT} />}
          <text x={x(each)} y={h - FOOT + 18} text-anchor="middle" font-weight={each === shown ? 700 : 400}>
            {each}
          </text>
        </g>
      ))}
      {of.lines.map((line, k) => (
        <Band key={line.name} of={of} line={line} colour={strokeOf(line, k)[0]} x={x} y={y} parted={parted} />
      ))}
      {of.lines.map((line, k) => {
        const [colour, dash] = strokeOf(line, k);
        const points = of.years.flatMap((each, i) => {
          const value = line.value[i];
          return typeof value === "number" ? [{ each, px: x(each), py: y(value), sure: line.reliable[i] }] : [];
        });
        const name = names.get(line);
        return (
          <g key={line.name}>
            <path
              d={path(
                runs(
                  of.years.map((each, i) => at(x(each), line.value[i], y)),
                  parted,
                ),
              )}
              fill="none"
              stroke={colour}
              stroke-width="2.200"
              stroke-dasharray={dash}
            />
            {points.map(({ each, px, py, sure }) => (
              <circle
                key={each}
                cx={px}
                cy={py}
                r={each === shown ? 5 : 3.5}
                fill={sure ? colour : "#FBF9F5"}
                stroke={colour}
                stroke-width="1.500"
              />
            ))}
            {name !== undefined && (
              <text class="name" x={w - right + 12} y={name + 4} fill={colour}>
                {typeset(fitting(line.name, right - 16))}
                <title>{typeset(line.name)}</title>
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** The interval of a line as a band; nothing where the measure has none. */
function Band({
  of,
  line,
  colour,
  x,
  y,
  parted,
}: {
  of: Timeline;
  line: TimelineLine;
  colour: string;
  x: (year: number) => number;
  y: (value: number) => number;
  parted: (index: number) => boolean;
}) {
  const ends = of.years.map((each, i) => {
    const [low, high] = [at(x(each), line.low[i], y), at(x(each), line.high[i], y)];
    return low && high ? ([low, high] as const) : null;
  });
  const bands = runs(ends, parted).filter((run) => run.length > 1);
  if (bands.length === 0) return null;
  const around = bands.map((run) => [...run.map(([, high]) => high), ...run.toReversed().map(([low]) => low)]);
  return <path d={path(around, "Z")} fill={colour} opacity=".13" data-test="band" />;
}

/** Where a figure stands, if it is known. */
const at = (x: number, value: number | null | undefined, y: (value: number) => number): [number, number] | null =>
  typeof value === "number" ? [x, y(value)] : null;

/** Where each name stands: at the end of its line, moved so that none covers another. */
function placed(of: Timeline, y: (value: number) => number, h: number): Map<TimelineLine, number> {
  const ends = of.lines
    .flatMap((line) => {
      const last = line.value.findLast((value) => value !== null);
      return typeof last === "number" ? [{ line, at: y(last) }] : [];
    })
    .sort((a, b) => a.at - b.at);
  let free = TOP + 4;
  for (const end of ends) {
    end.at = Math.max(end.at, free);
    free = end.at + LABEL;
  }
  let floor = h - FOOT;
  for (const end of ends.toReversed()) {
    end.at = Math.min(end.at, floor);
    floor = end.at - LABEL;
  }
  return new Map(ends.map(({ line, at }) => [line, at]));
}

/** A name cut to what its place holds. */
function fitting(name: string, room: number): string {
  const most = Math.max(8, Math.floor(room / 7.2));
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}

/** The same figures, a row per territory. */
function Figures({ of }: { of: Timeline }) {
  const shown = year.value;
  return (
    <div class="table-scroll">
      <table class="table evolution-table" data-test="evolution-table">
        <caption class="unseen">{typeset(`${of.title}, au 31 décembre de chaque année`)}</caption>
        <thead>
          <tr>
            <th scope="col">Territoire</th>
            {of.years.map((each) => (
              <th key={each} scope="col" class="number">
                <button type="button" aria-pressed={each === shown} onClick={() => chooseYear(each)}>
                  {each}
                </button>
              </th>
            ))}
            <th scope="col" class="number">
              Par an
            </th>
          </tr>
        </thead>
        <tbody>
          {of.lines.map((line, k) => (
            <tr key={`${line.level}-${line.code}`} class={line.role === "reference" ? "reference" : undefined}>
              <th scope="row">
                <svg width="26" height="10" aria-hidden="true">
                  <line
                    x1="1"
                    x2="25"
                    y1="5"
                    y2="5"
                    stroke={strokeOf(line, k)[0]}
                    stroke-width="2.400"
                    stroke-dasharray={strokeOf(line, k)[1]}
                  />
                </svg>{" "}
                {line.code === null || line.role === "reference" ? (
                  typeset(line.name)
                ) : (
                  <button
                    type="button"
                    onClick={() => go({ territoire: { level: line.level, code: line.code ?? "" } })}
                  >
                    {typeset(line.name)}
                  </button>
                )}
              </th>
              {of.years.map((each, i) => {
                const range = interval(line.low[i], line.high[i], of.decimals);
                return (
                  <td
                    key={each}
                    class="number"
                    data-test={`evolution-${line.level}-${line.code}-${each}`}
                    data-value={line.value[i]}
                    title={range && typeset(`${of.uncertainty_label} : ${range}`)}
                  >
                    {figure(line.value[i], line.absence[i], of.decimals)}
                    {line.value[i] !== null && !line.reliable[i] && <span title="Chiffre peu fiable">*</span>}
                  </td>
                );
              })}
              <td class="number">{yearly(line)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {of.lines.some((line) => line.value.some((value, i) => value !== null && !line.reliable[i])) && (
        <p class="caption table-foot">{typeset("* Chiffre qui ne peut pas être lu seul : trop peu de cas.")}</p>
      )}
    </div>
  );
}

/** « +0,7 % », or the sign of its absence. */
function yearly({ growth }: TimelineLine): string {
  const text = figure(growth.annual, growth.absence, 1);
  return growth.annual === null ? text : typeset(`${growth.annual > 0 ? "+" : ""}${text} %`);
}
