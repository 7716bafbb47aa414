// The map as a picture drawn by the server, where the browser does not draw it itself. It follows the view; a territory is chosen by the
// search or the table.
import { useEffect, useRef, useState } from "preact/hooks";
import { pictureAddress } from "../api/address";
import { link, series } from "../state";
import { typeset } from "../typeset";

/** As small and as large as the server draws. */
const BOUNDS = [160, 4096] as const;
/** A picture is asked again only when the room changes by more than this. */
const STEP = 40;

const bounded = (side: number) =>
  Math.min(BOUNDS[1], Math.max(BOUNDS[0], Math.round((side * devicePixelRatio) / STEP) * STEP));

/** Why there is no map that moves: the browser has no WebGL, or the code of the map did not come. */
export type Missing = "webgl" | "code";

const REASON: Record<Missing, string> = {
  webgl:
    "Ce navigateur ne dessine pas de carte animée (WebGL manque) : en voici l’image. La recherche, le tableau et les profils portent les mêmes chiffres.",
  code: "La carte animée n’a pas pu être chargée : en voici l’image. La recherche, le tableau et les profils portent les mêmes chiffres.",
};

export function StillMap({ missing }: { missing: Missing }) {
  const host = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ largeur: number; hauteur: number } | null>(null);
  const [absent, setAbsent] = useState(false);
  useEffect(() => {
    if (!host.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const room = entry?.contentRect;
      if (room && room.width > 0) setSize({ largeur: bounded(room.width), hauteur: bounded(room.height) });
    });
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  const shown = series.data.value;
  const address = size && pictureAddress("png", link.value, { ...size, mots: "non" });
  useEffect(() => setAbsent(false), [address]);
  return (
    <div class="map-still" ref={host} data-test="map-still">
      {address && shown && !absent && (
        <img
          src={address}
          alt={typeset(`${shown.title}. ${shown.sentence}`)}
          onLoad={() => (document.documentElement.dataset.ready = "true")}
          onError={() => setAbsent(true)}
        />
      )}
      <p class="map-failure" role="alert">
        {typeset(
          absent
            ? "Ni ce navigateur ni le serveur n’ont pu dessiner la carte. Le tableau et les profils portent les mêmes chiffres."
            : REASON[missing],
        )}
        {missing === "code" && (
          <button type="button" class="action" onClick={() => location.reload()}>
            Recharger la page
          </button>
        )}
      </p>
    </div>
  );
}
