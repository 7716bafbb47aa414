// The choice of a region among those served, or of all of France; regions without data say so.
import { ChevronDown } from "./icon";
import { snapshot } from "./state";
import { typeset } from "./typeset";

interface Choice {
  hook: string;
  /** `null`: all of France. */
  chosen: string | null;
  choose: (code: string | null) => void;
}

const FRANCE = "france";
const spoken = (coverage: string) => (coverage === "none" ? " (n.d.)" : coverage === "partial" ? " (en partie)" : "");

export function RegionSelect({ hook, chosen, choose }: Choice) {
  const regions = snapshot.value?.regions ?? [];
  return (
    <label class="region">
      <span class="unseen">Territoire montré</span>
      <select
        data-test={hook}
        value={chosen ?? FRANCE}
        onChange={({ currentTarget: { value } }) => choose(value === FRANCE ? null : value)}
      >
        <option value={FRANCE}>France entière</option>
        {[...regions]
          .sort((a, b) => a.name.localeCompare(b.name, "fr"))
          .map((region) => (
            <option key={region.code} value={region.code}>
              {typeset(region.name + spoken(region.coverage))}
            </option>
          ))}
      </select>
      <ChevronDown />
    </label>
  );
}
