// Asks before what cannot be undone: a button, and the question it opens.
import { useId, useRef } from "preact/hooks";
import { typeset } from "../typeset";
import { busy } from "./state";

interface Asked {
  /** The button. */
  label: string;
  /** What it is about, for who hears the button alone. */
  about?: string;
  hook: string;
  question: string;
  /** What is lost. */
  sentence: string;
  yes: string;
  no: string;
  then: () => void;
}

export function Ask({ label, about, hook, question, sentence, yes, no, then }: Asked) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  return (
    <>
      <button
        type="button"
        class="action"
        data-test={hook}
        aria-haspopup="dialog"
        disabled={busy.value}
        onClick={() => box.current?.showModal()}
      >
        {label}
        {about && <span class="unseen">{typeset(` ${about}`)}</span>}
      </button>
      <dialog class="ask" ref={box} aria-labelledby={id} data-test={`${hook}-ask`}>
        <h2 id={id}>{typeset(question)}</h2>
        <p>{typeset(sentence)}</p>
        <p class="actions">
          <button
            type="button"
            class="deed"
            data-test={`${hook}-yes`}
            onClick={() => {
              box.current?.close();
              then();
            }}
          >
            {yes}
          </button>
          <button type="button" class="action" autofocus onClick={() => box.current?.close()}>
            {no}
          </button>
        </p>
      </dialog>
    </>
  );
}
