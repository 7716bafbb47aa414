// The public places where a permanence may be held, in a list: one a commune, as a permanence is.
import { typeset } from "../typeset";
import { NETWORKS, shortName, WORDS, type Candidate } from "./candidate";
import { candidates } from "./state";

const AT_THE_COMMUNE = "Une permanence compte à sa commune, quel que soit le lieu qui la reçoit.";

export function Candidates({ take }: { take: (of: Candidate) => void }) {
  const all = candidates.value;
  const groups = NETWORKS.map((network) => ({
    network,
    words: WORDS[network],
    own: all.filter((each) => each.network === network),
  })).filter(({ own }) => own.length > 0);
  if (groups.length === 0) return null;
  const notes = groups.flatMap(({ words: { note } }) => note ?? []);
  return (
    <div class="candidates">
      <select
        aria-label="Ouvrir dans un lieu qui existe"
        data-test="candidates"
        value=""
        onChange={({ currentTarget }) => {
          const chosen = all.find(({ site }) => site === currentTarget.value);
          // A list of acts, not a choice that lasts: the same place may be asked for again.
          currentTarget.value = "";
          if (chosen) take(chosen);
        }}
      >
        <option value="">Ou dans un lieu qui existe…</option>
        {groups.map(({ network, words, own }) => (
          <optgroup key={network} label={typeset(words.all)} data-test={`candidates-${network}`}>
            {own.map(({ site, name, communeName }) => (
              <option key={site} value={site}>
                {typeset(`${communeName} – ${shortName(name)}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <p class="caption" data-test="candidates-note">
        {typeset([AT_THE_COMMUNE, ...notes].join(" "))}
      </p>
    </div>
  );
}
