// A part of the page whose code comes when it is first opened: meanwhile it says so, and where the code does not come, why.
import { signal, type ReadonlySignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { typeset } from "./typeset";

interface Words {
  opening: string;
  failed: string;
}

/** The part, once its code is there, and what stands in its place. */
export function late(
  load: () => Promise<ComponentType>,
  words: Words,
): { part: ReadonlySignal<ComponentType | null>; Late: () => preact.JSX.Element } {
  const part = signal<ComponentType | null>(null);
  const failed = signal(false);
  async function open(): Promise<void> {
    failed.value = false;
    try {
      part.value = await load();
    } catch {
      failed.value = true;
    }
  }
  function Late() {
    useEffect(() => void (part.value ?? open()), []);
    const Part = part.value;
    if (Part) return <Part />;
    if (!failed.value) return <p class="empty">{words.opening}</p>;
    return (
      <p class="empty" role="alert">
        {typeset(words.failed)}{" "}
        <button type="button" class="action" onClick={() => void open()}>
          Réessayer
        </button>
      </p>
    );
  }
  return { part, Late };
}
