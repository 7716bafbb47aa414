// The steps between the pages of a long list: links, so that each page has its address.
import { INITIAL, writeLink, type CounterView } from "./link";
import { go } from "./state";

interface StepsProps {
  /** `null`: there is none. */
  before: Partial<CounterView> | null;
  beforeName: string;
  after: Partial<CounterView> | null;
  afterName: string;
}

export function Steps({ before, beforeName, after, afterName }: StepsProps) {
  if (!before && !after) return null;
  return (
    <nav class="actions steps" aria-label="Pages de la liste">
      {before && <Step to={before} name={beforeName} hook="step-before" />}
      {after && <Step to={after} name={afterName} hook="step-after" />}
    </nav>
  );
}

const Step = ({ to, name, hook }: { to: Partial<CounterView>; name: string; hook: string }) => (
  <a
    class="action"
    href={`/depot${writeLink({ ...INITIAL, ...to })}`}
    data-test={hook}
    onClick={(event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go(to);
      scrollTo(0, 0);
    }}
  >
    {name}
  </a>
);
