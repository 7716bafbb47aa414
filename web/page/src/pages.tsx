// The pages, in the night header of each but the explorer, which has its own words. Where they do not fit they slide, the current one in
// sight.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { LanternMark } from "./icon";

const PAGES = [
  ["/", "Explorer"],
  ["/deploiement", "Déploiement"],
  ["/deploiement/presence", "Présence"],
  ["/deploiement/zones", "Zones"],
  ["/deploiement/simulateur", "Simulateur"],
  ["/deploiement/comite", "Comité"],
  ["/depot", "Déposer"],
  ["/methodes", "Méthodes"],
] as const;

type Address = (typeof PAGES)[number][0];

/** The header of a page of the Region: the mark that leads home, what the page chooses there (its region), the pages. */
export const PageBar = ({ here, children }: { here: Address; children: ComponentChildren }) => (
  <header class="bar">
    <a class="name" href="/" aria-label="Lanterne, accueil">
      <LanternMark />
      <span>Lanterne</span>
    </a>
    {children}
    <Pages here={here} />
  </header>
);

export function Pages({ here }: { here: Address }) {
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>("[aria-current]");
    // By hand: `scrollIntoView` would move the page, too.
    if (nav.current && current)
      nav.current.scrollLeft = current.offsetLeft - (nav.current.clientWidth - current.offsetWidth) / 2;
  }, []);
  return (
    <nav ref={nav} aria-label="Pages" class="pages">
      {PAGES.map(([address, name]) => (
        <a key={address} href={address} aria-current={address === here ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
