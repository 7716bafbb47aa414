// A frame in another site's page: the same link, with the map alone.

/** The word of the link that asks for the map alone. */
export const FRAMED = "cadre";

/** The code to lay in a page. */
export function frameOf(link: string): string {
  const address = new URL(link);
  address.searchParams.set(FRAMED, "oui");
  const source = address.href.replaceAll("&", "&amp;").replaceAll('"', "%22");
  return `<iframe src="${source}" title="Carte de l’observatoire Lanterne" width="800" height="600" style="border:0" loading="lazy"></iframe>`;
}

export const isFramed = (search: string): boolean => new URLSearchParams(search).get(FRAMED) === "oui";

/** The link of the whole page behind a frame. */
export function unframed(link: string): string {
  const address = new URL(link);
  address.searchParams.delete(FRAMED);
  return address.href;
}
