// Adding a zone to the list: any EPCI by its name, a declared zone, a territory that this browser keeps, or the link of one. Its thresholds
// are set once it is opened.
import { useEffect, useState } from "preact/hooks";
import { zonesAddress } from "../api/address";
import type { Zone } from "../api/document";
import { answer } from "../api/resource";
import { owned } from "../compose/kept";
import { Combobox } from "../search/combobox";
import { Select } from "../select";
import { typeset } from "../typeset";
import { fromKept, fromLink } from "./from-link";
import { MOST_ZONES, type Item } from "./item";
import { add, view } from "./state";

const bare = (membres: string): Item => ({ membres, nom: "", sauf: "", cog: "", seuils: {} });

export function Adding() {
  const [zones, setZones] = useState<Zone[]>([]);
  useEffect(() => {
    answer<Zone[]>(zonesAddress())
      .then((every) => setZones(every.filter(({ epci, epci_candidate }) => epci.length + epci_candidate.length > 0)))
      .catch(() => undefined);
  }, []);
  if ((view.value?.zones.length ?? 0) >= MOST_ZONES)
    return <p class="caption">{typeset(`La liste est pleine : ${MOST_ZONES} zones.`)}</p>;
  const kept = owned.value;
  return (
    <details class="adding" data-test="adding">
      <summary>Ajouter une zone à surveiller</summary>
      <Combobox
        hook="add-epci"
        look="adding-search"
        label="Ajouter un EPCI : nom ou code"
        placeholder={() => "Un EPCI : nom ou code"}
        only="epci"
        onTake={({ code }) => add(bare(`epci-${code}`))}
      />
      <Choice
        label="Une zone nommée par un document"
        hook="add-zone"
        of={zones.map(({ zone, name }) => [`zone-${zone}`, name])}
        take={(slug) => add(bare(slug))}
      />
      {kept.length > 0 && (
        <Choice
          label="Un territoire que vous gardez"
          hook="add-kept"
          of={kept.map(({ id, nom }) => [id, nom])}
          take={(id) => {
            const own = kept.find((each) => each.id === id);
            const item = own && fromLink(`?${own.parts}`);
            if (item) add(item);
          }}
        />
      )}
      <ByLink />
    </details>
  );
}

interface ChoiceProps {
  label: string;
  hook: string;
  of: readonly (readonly [slug: string, name: string])[];
  take: (slug: string) => void;
}

const Choice = ({ label, hook, of, take }: ChoiceProps) => (
  <Select label={label} hook={hook} look="scheme-choice" value="" choose={(slug) => slug && take(slug)}>
    <option value="">Choisir</option>
    {of.map(([slug, name]) => (
      <option key={slug} value={slug}>
        {typeset(name)}
      </option>
    ))}
  </Select>
);

/** The link of a composition, short or long. */
function ByLink() {
  const [text, setText] = useState("");
  const [trouble, setTrouble] = useState("");
  const take = async () => {
    setTrouble("");
    try {
      const item = fromLink(text) ?? (await fromKept(text));
      if (item) add(item);
      else setTrouble("Ce n’est pas le lien d’un territoire composé.");
    } catch {
      setTrouble("Ce territoire n’a pas pu être lu.");
    }
  };
  return (
    <form
      class="by-link"
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <label>
        <span>Le lien d’un territoire composé</span>
        <input
          type="text"
          data-test="add-link"
          autocomplete="off"
          spellcheck={false}
          aria-describedby="lien-trouble"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" class="action first" data-test="add-by-link">
        Ajouter
      </button>
      <p class="caption" id="lien-trouble" role="status">
        {typeset(trouble)}
      </p>
    </form>
  );
}
