// Figures others published about this territory, as published, with who and when; never mixed with ours.
import type { Territory } from "../api/document";
import { bound, figure } from "../number";
import { NARROW, typeset } from "../typeset";

export function Published({ of }: { of: Territory }) {
  if (of.published.length === 0) return null;
  return (
    <details class="figures" data-test="published">
      <summary>{typeset(`Chiffres publiés par d’autres (${of.published.length})`)}</summary>
      <table>
        <tbody>
          {of.published.map((each, i) => (
            <tr key={i}>
              <th scope="row">
                {typeset(each.detail ? `${each.label}, ${each.detail}` : each.label)}
                <span class="caption" title={each.quote ? typeset(`« ${each.quote} »`) : undefined}>
                  {typeset([each.source, each.year].filter((word) => word).join(", ") || "source non précisée")}
                </span>
              </th>
              <td class="value">
                {each.value === null ? figure(null, "nd") : bound(each.value, 2)}
                {each.unit === "%" ? `${NARROW}%` : <span class="caption">{typeset(each.unit)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
