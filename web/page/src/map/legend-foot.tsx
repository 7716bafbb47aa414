// The foot of a map's legend: the way to the table that says the same, and whether the figures are made up.
export const LegendFoot = ({ toTable, synthetic }: { toTable: () => void; synthetic: boolean }) => (
  <p class="legend-foot">
    <button type="button" class="action" data-test="open-table" onClick={toTable}>
      Voir le tableau
    </button>
    {synthetic && <span class="synthetic">Données synthétiques</span>}
  </p>
);
