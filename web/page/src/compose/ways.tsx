// The ways on from a composition: its profile as a page, a document or a workbook; its link; and the end of composing.
import { useState } from "preact/hooks";
import { typeset } from "../typeset";
import { asked, communes, composed } from "./composing";
import { Keeping } from "./keeping";
import { known } from "./known";
import { composedProfileAddress } from "./profile";
import { leave } from "./shown";

/** Longer addresses are cut by some mail programs. */
const LONG = 2000;

export function Ways() {
  const [told, setTold] = useState("");
  const [now, among, ready] = [composed.value, known.value, asked.value];
  if (!now) return null;
  const some = communes.value.size > 0;
  const at = (format: "" | "pdf" | "docx" | "xlsx") => composedProfileAddress(ready ?? now, among?.cog ?? 0, format);
  async function copy() {
    const address = new URL(at(""), location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      setTold(
        address.length > LONG
          ? "Lien du profil copié ; il est long, certaines messageries le coupent."
          : "Lien du profil copié.",
      );
    } catch {
      setTold("Le lien n’a pas pu être copié : ouvrez le profil et copiez son adresse.");
    }
  }
  return (
    <footer class="ways">
      {ready && some && (
        <p class="actions">
          <a class="action first" data-test="compose-profile" href={at("")}>
            Voir le profil
          </a>
          <a class="action" data-test="compose-pdf" href={at("pdf")}>
            PDF
          </a>
          <a class="action" data-test="compose-docx" href={at("docx")}>
            Word
          </a>
          <a class="action" data-test="compose-xlsx" href={at("xlsx")}>
            Classeur
          </a>
          <button type="button" class="action" data-test="compose-copy" onClick={() => void copy()}>
            Copier le lien
          </button>
          <Finish />
        </p>
      )}
      {ready && among && some && <Keeping composed={ready} cog={among.cog} />}
      {!some && (
        <p class="actions">
          <span class="caption">
            {typeset(
              now.membres.length > 0 && among
                ? "Il ne reste aucune commune : pas de profil."
                : "Le profil vient avec la première commune.",
            )}
          </span>
          <Finish />
        </p>
      )}
      <p class="caption" role="status">
        {typeset(told)}
      </p>
    </footer>
  );
}

const Finish = () => (
  <button type="button" class="action finish" data-test="compose-finish" onClick={leave}>
    Terminer
  </button>
);
