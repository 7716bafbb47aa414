// Where a bubble goes: under its word, or above it where there is more room; always whole on the screen.

/** Room left between a bubble and its word, and between a bubble and the edge of the screen, pixels. */
const GAP = 6;
const EDGE = 12;

interface Word {
  left: number;
  top: number;
  bottom: number;
}

/** The top left corner of a bubble of that size beside a word, on a screen of that size. */
export function bubblePlace(word: Word, width: number, height: number, screenWidth: number, screenHeight: number) {
  const below = screenHeight - EDGE - word.bottom - GAP;
  const above = word.top - GAP - EDGE;
  const top = height <= below || below >= above ? word.bottom + GAP : word.top - GAP - height;
  const within = (at: number, size: number, screen: number) => Math.max(EDGE, Math.min(at, screen - EDGE - size));
  return { left: within(word.left, width, screenWidth), top: within(top, height, screenHeight) };
}
