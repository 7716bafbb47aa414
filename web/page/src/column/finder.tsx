// The indicator finder: themes in order, or what answers a word, each with the sentence that says what it is.
import { useState } from "preact/hooks";
import type { Indicator } from "../api/document";
import { SearchIcon } from "../icon";
import { chooseIndicator, indicators, prefetch, tab, view } from "../state";
import { typeset } from "../typeset";
import { matching } from "./matching";
import { Quotient } from "./quotient";

export function Finder() {
  const [asked, setAsked] = useState("");
  const found = asked.trim() === "" ? null : matching(indicators.value, asked);
  return (
    <div class="indicators">
      <label class="finder">
        <SearchIcon />
        <input
          type="search"
          placeholder="Indicateur"
          aria-label="Chercher un indicateur par un mot"
          data-test="finder"
          value={asked}
          onInput={(event) => setAsked(event.currentTarget.value)}
          onKeyDown={(event) => {
            const first = found?.[0];
            if (event.key === "Enter" && first) pick(first, () => setAsked(""));
          }}
        />
      </label>
      {!found && <Quotient />}
      {found ? <Found found={found} done={() => setAsked("")} /> : <Themes />}
    </div>
  );
}

/** Of a theme so many are listed at first, and the one that is shown. */
const FIRST = 3;

function Themes() {
  const [whole, setWhole] = useState(false);
  const chosen = view.value?.indicateur;
  const groups = new Map<string, Indicator[]>();
  for (const each of indicators.value) {
    const listed = groups.get(each.group) ?? [];
    if (whole || listed.length < FIRST || each.slug === chosen) groups.set(each.group, [...listed, each]);
  }
  const all = indicators.value.length;
  return (
    <>
      {[...groups].map(([group, members]) => (
        <section key={group} aria-label={group}>
          <h2>{typeset(group)}</h2>
          <ul>
            {members.map((each) => (
              <li key={each.slug}>
                <Choice of={each} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <button
        type="button"
        class="action all"
        aria-expanded={whole}
        data-test="all-indicators"
        onClick={() => setWhole(!whole)}
      >
        {typeset(whole ? "Les premiers de chaque thème" : `Les ${all} indicateurs`)}
      </button>
    </>
  );
}

function Found({ found, done }: { found: Indicator[]; done: () => void }) {
  return (
    <>
      <p class="caption" role="status">
        {found.length === 0
          ? "Aucun indicateur ne répond à ce mot."
          : typeset(found.length === 1 ? "1 indicateur" : `${found.length} indicateurs`)}
      </p>
      <ul class="matches">
        {found.map((each) => (
          <li key={each.slug}>
            <Choice of={each} done={done} />
            <p class="caption">{typeset(each.definition)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Choice({ of, done }: { of: Indicator; done?: () => void }) {
  return (
    <button
      type="button"
      class="indicator"
      data-test={`indicator-${of.slug}`}
      aria-pressed={of.slug === view.value?.indicateur}
      title={typeset(of.definition)}
      onPointerEnter={() => prefetch(of.slug)}
      onFocus={() => prefetch(of.slug)}
      onClick={() => pick(of, done)}
    >
      {typeset(of.short)}
    </button>
  );
}

function pick(of: Indicator, done?: () => void): void {
  chooseIndicator(of.slug);
  tab.value = "carte";
  done?.();
}
