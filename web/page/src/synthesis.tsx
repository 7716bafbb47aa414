// What stands beside a map of EPCI: the sentence of the page and those that follow it, the file to take away, what none of it says, where
// it comes from. Refuses to know what the page is about.
import type { ComponentChildren } from "preact";
import { Prose } from "./prose";
import { typeset } from "./typeset";

export const Beside = ({ children }: { children: ComponentChildren }) => (
  <section class="told-beside" aria-label="Synthèse" id="synthese" tabIndex={-1}>
    {children}
  </section>
);

interface Said {
  of: { sentence: string; sentences: readonly string[] };
  /** Address of the file that says the same. */
  file: string;
}

export const Synthesis = ({ of: { sentence, sentences }, file }: Said) => (
  <>
    <h2 data-test="sentence">
      <Prose text={sentence} />
    </h2>
    <ul class="said-list" data-test="sentences">
      {sentences.map((each) => (
        <li key={each}>
          <Prose text={each} />
        </li>
      ))}
    </ul>
    <p>
      <a class="action first" href={file} download data-test="csv">
        Emporter ce tableau (CSV)
      </a>
    </p>
  </>
);

export const Notes = ({ of, look = "said-list" }: { of: readonly string[]; look?: string }) => (
  <details data-test="notes">
    <summary>Ce que cela ne dit pas</summary>
    <ul class={look}>
      {of.map((note) => (
        <li key={note}>{typeset(note)}</li>
      ))}
    </ul>
  </details>
);

export const SourceLine = ({ of }: { of: string }) => (
  <p class="caption" data-test="source-line">
    {typeset(of)}
  </p>
);

/** Until it has come. */
export const Waiting = () => (
  <div aria-hidden="true">
    <div class="bone title" />
    <div class="bone" />
    <div class="bone" />
  </div>
);
