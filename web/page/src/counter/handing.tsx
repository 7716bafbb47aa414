// The way in for a file: chosen, or dropped anywhere on the page; refused at once where it cannot be read, else sent with its progress.
import { signal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { ChevronDown } from "../icon";
import { percent } from "../number";
import { typeset } from "../typeset";
import { handAddress, type Deposit } from "./document";
import { ENDINGS, refusal } from "./file";
import { sendFile } from "./send";
import { attempt, busy, deposits, go, kinds, may, operators, told } from "./state";

/** Share sent of the file that is on its way; 1: it is being read. */
const sent = signal<{ file: string; share: number; stop: () => void } | null>(null);
const refused = signal("");
const kind = signal<string | null>(null);
const operator = signal<string | null>(null);

/** Hands a file in; with `replaces`, in the place of a deposit. */
async function hand(file: File, replaces: string | null, asked: { kind: string | null; operator: string | null }) {
  if (busy.value) return;
  refused.value = refusal(file) ?? "";
  if (refused.value) return;
  const address = handAddress(file.name, { ...asked, replaces });
  const answered = await attempt(() => {
    const sending = sendFile<Deposit>(address, file, (share) => {
      if (sent.value) sent.value = { ...sent.value, share };
    });
    sent.value = { file: file.name, share: 0, stop: sending.stop };
    return sending.done;
  });
  sent.value = null;
  if (!answered?.done) return;
  deposits.renew();
  go({ depot: answered.done.id });
  told.value = answered.done.sentence;
}

/** A hidden chooser of files and the button that opens it. */
function Chooser({ label, hook, first, choose }: Choosing) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-label={`${label} (CSV ou XLSX)`}
        accept={ENDINGS}
        data-test={hook}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) choose(file);
        }}
      />
      <button
        type="button"
        class={first ? "deed" : "action"}
        data-test={`${hook}-open`}
        disabled={busy.value}
        onClick={() => input.current?.click()}
      >
        {label}
      </button>
    </>
  );
}

interface Choosing {
  label: string;
  hook: string;
  first: boolean;
  choose: (file: File) => void;
}

/** A file may be dropped anywhere on the page. */
function useDrop(choose: (file: File) => void): void {
  useEffect(() => {
    const root = document.documentElement;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      root.dataset.over = "true";
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) delete root.dataset.over;
    };
    const drop = (event: DragEvent) => {
      delete root.dataset.over;
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      choose(file);
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      delete root.dataset.over;
      removeEventListener("dragover", over);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, [choose]);
}

const handNew = (file: File) => void hand(file, null, { kind: kind.value, operator: operator.value });

/** The place where a new file is handed in. */
export function HandIn() {
  useDrop(handNew);
  useEffect(() => void (refused.value = ""), []);
  return (
    <div class="hand-in" data-test="hand-in">
      <div class="way-in">
        <Chooser label="Choisir un fichier" hook="file" first choose={handNew} />
        <p class="caption">
          <span class="with-mouse">ou déposez-le sur la page. </span>
          {typeset("CSV ou classeur .xlsx, 20 Mo au plus.")}
        </p>
      </div>
      <div class="choices">
        <Choice
          label="Ce que le fichier contient"
          hook="kind"
          value={kind.value}
          none="À lire dans son nom"
          of={(kinds.data.value?.kinds ?? []).map((each) => ({ value: each.kind, name: each.label }))}
          choose={(value) => (kind.value = value)}
        />
        {may("confirm_all") && (
          <Choice
            label="Pour le compte de"
            hook="for-operator"
            value={operator.value}
            none="Chaque ligne dit son opérateur"
            of={(operators.data.value?.operators ?? []).map((each) => ({ value: each.operator, name: each.name }))}
            choose={(value) => (operator.value = value)}
          />
        )}
      </div>
      <Sent />
    </div>
  );
}

/** What is said of the file on its way, and why one was not sent. */
export function Sent() {
  const on = sent.value;
  return (
    <>
      {refused.value && (
        <p class="refused" role="alert" data-test="file-refused">
          {refused.value}
        </p>
      )}
      {on && (
        <div class="sent" role="status" data-test="sent">
          <p>
            {on.share < 1
              ? typeset(`Envoi de « ${on.file} »`)
              : typeset(`« ${on.file} » est arrivé : lecture ligne par ligne…`)}
          </p>
          <progress max={1} value={on.share < 1 ? on.share : undefined} aria-label="Envoi du fichier" />
          {on.share < 1 && (
            <>
              <span aria-hidden="true">{percent(on.share)}</span>
              <button type="button" class="action" onClick={on.stop}>
                Arrêter l’envoi
              </button>
            </>
          )}
        </div>
      )}
    </>
  );
}

/** Hands a file in the place of a deposit, of the same kind and for the same operator. */
export function Replace({ of, first }: { of: Deposit; first: boolean }) {
  const choose = (file: File) => void hand(file, of.id, { kind: of.kind, operator: of.operator });
  useDrop(choose);
  useEffect(() => void (refused.value = ""), []);
  return <Chooser label="Remplacer le fichier" hook="replace" first={first} choose={choose} />;
}

interface ChoiceProps {
  label: string;
  hook: string;
  value: string | null;
  /** What stands for no choice. */
  none: string;
  of: readonly { value: string; name: string }[];
  choose: (value: string | null) => void;
}

/** A choice among words, one of which is none. */
export function Choice({ label, hook, value, none, of, choose }: ChoiceProps) {
  const id = useId();
  return (
    <div class="choice">
      <label for={id}>{typeset(label)}</label>
      <span class="select">
        <select
          id={id}
          data-test={hook}
          value={value ?? ""}
          onChange={(event) => choose(event.currentTarget.value || null)}
        >
          <option value="">{typeset(none)}</option>
          {of.map((each) => (
            <option key={each.value} value={each.value}>
              {typeset(each.name)}
            </option>
          ))}
        </select>
        <ChevronDown />
      </span>
    </div>
  );
}
