// Sources and methods: what every indicator means, what each absence says, which files were read and what became of their rows.
import { useEffect, useRef } from "preact/hooks";
import { CloseIcon } from "./icon";
import { decimal } from "./number";
import { go, indicators, snapshot, view } from "./state";
import { typeset } from "./typeset";

export function Sources() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = view.value?.volet === "sources";
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open) dialog.current?.close();
  }, [open]);
  const shown = snapshot.value;
  if (!shown) return null;
  return (
    <dialog
      ref={dialog}
      class="sources"
      aria-labelledby="sources-title"
      onClose={() => view.peek()?.volet === "sources" && go({ volet: null })}
      onClick={(event) => event.target === dialog.current && go({ volet: null })}
    >
      {open && (
        <div class="sheet">
          <button type="button" class="icon-button close" aria-label="Fermer" onClick={() => go({ volet: null })}>
            <CloseIcon />
          </button>
          <h1 id="sources-title">Sources et méthodes</h1>
          {shown.synthetic_notice && <p class="notice">{typeset(shown.synthetic_notice)}</p>}
          <h2>Ce que disent les indicateurs</h2>
          <dl>
            {indicators.value.map((each) => (
              <div key={each.slug}>
                <dt>
                  <a href={`/methodes#indicateur-${each.slug}`}>{typeset(each.label)}</a>
                </dt>
                <dd>
                  {typeset(each.definition)} <span class="formula">{typeset(each.formula)}</span>
                </dd>
              </div>
            ))}
          </dl>
          <p>
            <a href="/methodes">Toutes les méthodes</a>
            {typeset(" : comment chaque mesure se calcule, se lit, et ce qu’elle ne dit pas.")}
          </p>
          <h2>Quand il n’y a pas de chiffre</h2>
          <dl>
            {shown.absences.map((each) => (
              <div key={each.slug}>
                <dt>{each.label}</dt>
                <dd>{typeset(each.definition)}</dd>
              </div>
            ))}
          </dl>
          <h2>D’où viennent les chiffres</h2>
          <ul class="cards">
            {shown.cards.map((card) => (
              <li key={card.card}>
                <a href={card.address} rel="noreferrer">
                  {typeset(card.title)}
                </a>
                {card.synthetic && <strong class="synthetic"> Données synthétiques</strong>}
                <span class="caption">
                  {typeset(`${card.producer}. Millésime ${card.millesime}, géographie ${card.cog}. ${card.licence}.`)}
                </span>
              </li>
            ))}
          </ul>
          <h2>Ce que sont devenues les lignes lues</h2>
          <div class="wide">
            <table class="plain-table">
              <thead>
                <tr>
                  <th scope="col">Fichier</th>
                  <th scope="col">Lues</th>
                  <th scope="col">Chargées</th>
                  <th scope="col">Refusées</th>
                  <th scope="col">Hors champ</th>
                </tr>
              </thead>
              <tbody>
                {shown.loaded.map((each) => (
                  <tr key={`${each.card}-${each.file}`}>
                    <th scope="row" title={typeset(each.scope)}>
                      {each.file}
                    </th>
                    <td>{decimal(each.rows_read)}</td>
                    <td>{decimal(each.loaded)}</td>
                    <td>{decimal(each.refused)}</td>
                    <td>{decimal(each.out_of_scope)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p class="caption">
            {typeset(`Instantané ${shown.id}, géographie ${shown.cog}, Lanterne ${shown.version}. `)}
            <a href="/api/openapi.json">Interface de programmation (OpenAPI)</a>. Contours : IGN et INSEE ; pays voisins
            : Natural Earth.
          </p>
        </div>
      )}
    </dialog>
  );
}
