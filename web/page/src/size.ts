// The size of an element as it changes with the window, and from the first drawing: what is drawn in a size that was supposed jumps.
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Size {
  w: number;
  h: number;
}

/** Follows the element of a ref, whichever it is after each rendering; `first` is what is supposed while there is none. */
export function useSize(of: RefObject<Element | null>, first: Size): Size {
  const [size, setSize] = useState(first);
  const watched = useRef<{ box: Element; watch: ResizeObserver } | null>(null);
  useLayoutEffect(() => {
    const box = of.current;
    if (box === (watched.current?.box ?? null)) return;
    watched.current?.watch.disconnect();
    watched.current = null;
    if (!box) return;
    const measure = () => {
      const [w, h] = [box.clientWidth, box.clientHeight];
      setSize((known) => (known.w === w && known.h === h ? known : { w, h }));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    watched.current = { box, watch };
  });
  useLayoutEffect(() => () => watched.current?.watch.disconnect(), []);
  return size;
}
