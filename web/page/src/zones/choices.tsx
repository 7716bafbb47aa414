// What makes a zone: the tests, the schemes, and the settings of the tests. All are in the link and stand over the map and over the table.
import { Select } from "../select";
import { decimal } from "../number";
import { typeset } from "../typeset";
import { KINDS, setting, SETTINGS, type Setting } from "./link";
import { go, view, watch } from "./state";

const WORDS: Record<Setting, string> = {
  c: "Offre : part du taux de référence (c)",
  p: "Offre : probabilité exigée (p)",
  t: "Accompagnement : minutes au plus (t)",
  m: "Accompagnement : part d’habitants loin (m)",
  alpha: "Foyer froid et recours : risque accepté (α)",
  annees: "Recours : années sans bénéficiaire",
};

export function Choices() {
  const shown = watch.data.value;
  const asked = view.value;
  if (!asked) return null;
  const chosen = asked.tests;
  return (
    <div class="choices">
      <fieldset class="fairness">
        <legend>Une zone, là où tient</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              data-test={`test-${kind}`}
              checked={chosen.includes(kind)}
              disabled={chosen.length === 1 && chosen[0] === kind}
              onChange={({ currentTarget: { checked } }) =>
                go({ tests: KINDS.filter((each) => (each === kind ? checked : chosen.includes(each))) })
              }
            />
            {typeset(shown?.known_kinds.find(({ slug }) => slug === kind)?.name ?? kind)}
          </label>
        ))}
      </fieldset>
      <Select
        label="Dispositif"
        hook="scheme"
        look="scheme-choice"
        value={asked.dispositif ?? ""}
        choose={(slug) => go({ dispositif: slug || null })}
      >
        <option value="">Tous les dispositifs</option>
        {shown?.schemes.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {typeset(name)}
          </option>
        ))}
      </Select>
      <details class="settings">
        <summary>Régler les tests</summary>
        {(Object.keys(SETTINGS) as Setting[]).map((name) => (
          <SettingField key={name} name={name} />
        ))}
      </details>
    </div>
  );
}

function SettingField({ name }: { name: Setting }) {
  const used = watch.data.value?.parameters;
  const value = view.value?.reglages[name] ?? (name === "annees" ? used?.years : used?.[name]) ?? null;
  const [least, most] = SETTINGS[name];
  return (
    <label>
      <span>{typeset(WORDS[name])}</span>
      <input
        type="text"
        inputMode="decimal"
        data-test={`setting-${name}`}
        aria-label={typeset(`${WORDS[name]}, de ${decimal(least)} à ${decimal(most)}`)}
        value={value === null ? "" : String(value).replace(".", ",")}
        onChange={({ currentTarget }) => {
          const read = setting(name, currentTarget.value);
          const reglages = view.value?.reglages;
          // What cannot be read is the server's own value again.
          if (reglages) go({ reglages: { ...reglages, [name]: read } });
          if (read === null && used)
            currentTarget.value = String(name === "annees" ? used.years : used[name]).replace(".", ",");
        }}
      />
    </label>
  );
}
