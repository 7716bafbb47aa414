// A link to a method shows it: letters that come once the browser has scrolled there move what stands above, and no browser
// makes up for it every time. Whoever has begun to read is left where they are.
const own = new AbortController();
for (const gesture of ["wheel", "touchmove", "pointerdown", "keydown"]) {
  addEventListener(gesture, () => own.abort(), { passive: true, signal: own.signal });
}
void document.fonts.ready.then(() => {
  if (!own.signal.aborted) document.querySelector(":target")?.scrollIntoView();
  own.abort();
});
