// The region that a link names. Pure; each page's link.ts reads the rest of its link.

/** The region a link names, « france » being all of it; another than those known is a problem, and the one the page opens on stays. */
export function readRegion(
  words: URLSearchParams,
  { regions, initial }: { regions: readonly string[]; initial: { region: string | null } },
  problems: string[],
): string | null {
  const region = words.get("region");
  if (region === "france") return null;
  if (region && regions.includes(region)) return region;
  if (region) problems.push(`Le lien demande la région « ${region} », qui n’existe pas ici.`);
  return initial.region;
}
