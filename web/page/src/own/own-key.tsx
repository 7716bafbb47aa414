// The classes of a person's own figures, as a list: they are few, and no reference stands among them.
import { TONES } from "../colour";
import { bound, decimal } from "../number";
import { palette } from "../state";
import { typeset } from "../typeset";
import { classOf } from "./match";
import type { OwnShown } from "./own";
import { ownTones } from "./own-tones";

export function OwnKey({ of }: { of: OwnShown }) {
  const { breaks, values } = of;
  const tones = ownTones(breaks, palette.value);
  const counts = tones.map((_, k) => [...values.values()].filter((value) => classOf(value, breaks) === k).length);
  return (
    <ul class="key" data-test="legend-own">
      {tones.map((tone, k) => (
        <li key={k}>
          <span class="line">
            <svg width="24" height="16" aria-hidden="true">
              <rect x=".5" y=".5" width="23" height="15" fill={TONES[tone]} stroke="rgba(94,42,6,.35)" />
            </svg>
            <span>{typeset(`${bound(breaks[k] ?? 0, 2)} à ${bound(breaks[k + 1] ?? breaks[k] ?? 0, 2)}`)}</span>
            <strong>{decimal(counts[k] ?? 0)}</strong>
          </span>
        </li>
      ))}
    </ul>
  );
}
