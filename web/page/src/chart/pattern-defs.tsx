// The map's hatches and dots as SVG patterns, from the same definition; one hidden SVG serves the whole page.
import { dotCentres, hatchLines, PATTERN_SIDE, PATTERNS, type PatternName } from "../pattern";

export const patternFill = (name: PatternName) => `url(#pattern-${name})`;

export function PatternDefinitions() {
  return (
    <svg width="0" height="0" class="definitions" aria-hidden="true">
      <defs>
        {(Object.keys(PATTERNS) as PatternName[]).map((name) => {
          const pattern = PATTERNS[name];
          const side = PATTERN_SIDE;
          return (
            <pattern key={name} id={`pattern-${name}`} width={side} height={side} patternUnits="userSpaceOnUse">
              {pattern.shape === "hatch"
                ? hatchLines(pattern.climb, side).map(([x1, y1, x2, y2], i) => (
                    <line
                      key={i}
                      x1={x1}
                      y1={y1}
                      x2={x2}
                      y2={y2}
                      stroke={pattern.colour}
                      stroke-width={pattern.width}
                    />
                  ))
                : dotCentres(side).map(([x, y], i) => (
                    <circle key={i} cx={x} cy={y} r={pattern.radius} fill={pattern.colour} />
                  ))}
            </pattern>
          );
        })}
      </defs>
    </svg>
  );
}
