// The size of an element as it changes with the window.
import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

export interface Size {
  w: number;
  h: number;
}

/** Follows the element of a ref; `first` is what is supposed before it is measured. `again`: when the element may be another. */
export function useSize(of: RefObject<Element | null>, first: Size, again: unknown = null): Size {
  const [size, setSize] = useState(first);
  useEffect(() => {
    const box = of.current;
    if (!box) return;
    const watch = new ResizeObserver(() => setSize({ w: box.clientWidth, h: box.clientHeight }));
    watch.observe(box);
    return () => watch.disconnect();
  }, [again]);
  return size;
}
