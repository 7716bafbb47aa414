// Every indicator of the territory, each with its interval, source, millesime and year of the geographic code.
import type { Figure, Territory } from "../api/document";
import { figure, interval } from "../number";
import { chooseIndicator, view } from "../state";
import { typeset } from "../typeset";

export function Figures({ of }: { of: Territory }) {
  const groups = new Map<string, Figure[]>();
  for (const each of of.figures) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  return (
    <details class="figures" data-test="figures">
      <summary>{typeset(`Les ${of.figures.length} indicateurs`)}</summary>
      {[...groups].map(([group, members]) => (
        <table key={group}>
          <caption>{typeset(group)}</caption>
          <tbody>
            {members.map((each) => (
              <Row key={each.indicator} of={each} />
            ))}
          </tbody>
        </table>
      ))}
    </details>
  );
}

function Row({ of }: { of: Figure }) {
  const range = interval(of.low, of.high, of.decimals);
  const chosen = view.value?.indicateur === of.indicator;
  return (
    <tr>
      <th scope="row">
        <button type="button" class="plain" aria-pressed={chosen} onClick={() => chooseIndicator(of.indicator)}>
          {typeset(of.short)}
        </button>
        <span class="caption">{typeset(`${of.source}, millésime ${of.millesime}, géographie ${of.cog}`)}</span>
      </th>
      <td class="value">
        {figure(of.value, of.absence, of.decimals)}
        {range && <span class="caption">{of.uncertainty === "tranche" ? `bornes ${range}` : range}</span>}
      </td>
    </tr>
  );
}
