// Running text whose compound names do not break at their hyphens: « Hauts-de-France » stays on one line.
import { typeset } from "./typeset";

const COMPOUND = /((?:\bL(?:a|e|es) )?(?:[\p{L}’]+-)+[\p{L}’]+)/u;
/** A longer name may break: no column would hold it. */
const LONGEST = 18;

export function Prose({ text }: { text: string }) {
  const parts = typeset(text).split(COMPOUND);
  return (
    <>
      {parts.map((part, i) =>
        i % 2 === 1 && part.length <= LONGEST ? (
          <span key={i} class="whole">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
