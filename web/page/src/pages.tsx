// The pages, in the night header of each but the explorer, which has its own words. Where they do not fit they slide, the current one in
// sight.
import { useEffect, useRef } from "preact/hooks";

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

export function Pages({ here }: { here: (typeof PAGES)[number][0] }) {
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
