// A resource whose answer changes with what people do: `renew` asks again, and so does coming back to an address. What is asked for is
// the same; the fragment, which no server sees, makes it another question for the page.
import { computed, signal } from "@preact/signals";
import { resource, type Resource } from "../api/resource";

export interface Living<T> extends Resource<T> {
  renew(): void;
}

let asks = 0;

/** Follows `address`; `null` asks nothing. */
export function living<T>(address: () => string | null): Living<T> {
  const turn = signal(0);
  const asked = computed(address);
  const of = resource<T>(() => {
    void turn.value;
    return asked.value === null ? null : `${asked.value}#${++asks}`;
  });
  return { ...of, renew: () => void (turn.value += 1) };
}
