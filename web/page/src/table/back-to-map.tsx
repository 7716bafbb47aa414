// What a table that stands in place of a map says of it: the way back, or that this browser draws none.
import { typeset } from "../typeset";

export const BackToMap = ({ without, back }: { without: boolean; back: () => void }) =>
  without ? (
    <p class="caption" role="status" data-test="no-map">
      {typeset("Ce navigateur ne dessine pas de carte (WebGL manque) : en voici le tableau, avec les mêmes chiffres.")}
    </p>
  ) : (
    <button type="button" class="action first" data-test="close-table" onClick={back}>
      Revenir à la carte
    </button>
  );
