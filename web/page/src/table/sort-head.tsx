// The head of a column that a table can be sorted by: a second press turns the order.

/** What a table is sorted by. */
export interface Order<Column extends string> {
  column: Column;
  descending: boolean;
}

interface Head<Column extends string> {
  column: Column;
  label: string;
  numeric: boolean;
  order: Order<Column>;
  setOrder: (order: Order<Column>) => void;
}

export function SortHead<Column extends string>({ column, label, numeric, order, setOrder }: Head<Column>) {
  const sorted = order.column === column;
  return (
    <th
      scope="col"
      class={numeric ? "number" : undefined}
      aria-sort={sorted ? (order.descending ? "descending" : "ascending") : undefined}
    >
      <button
        type="button"
        data-test={`sort-${column}`}
        onClick={() => setOrder({ column, descending: sorted && !order.descending })}
      >
        {label}
        <span aria-hidden="true">{sorted ? (order.descending ? "\u00a0↓" : "\u00a0↑") : ""}</span>
      </button>
    </th>
  );
}
