// The year shown: the course of the reference over the years, a slider under it, and their play. Nothing where one year is loaded.
import { path, runs } from "../chart/runs";
import { linear } from "../chart/scale";
import { INK } from "../colour";
import { PauseIcon, PlayIcon } from "../icon";
import { decimal } from "../number";
import { course, go, past, prefetchYear, snapshot, view } from "../state";
import { Term } from "../term";
import { typeset } from "../typeset";
import { chooseYear, everyYear, play, playing, reservation, year, years } from "../year";

const WIDTH = 176;
const HEIGHT = 34;
/** Half the thumb of a slider: where its first and last steps stand. */
const THUMB = 8;
const MEANING =
  "Année des chiffres, au 31 décembre. Chacune est comptée d’après le registre publié alors, dans les communes d’aujourd’hui ; habitants et surface sont ceux de l’année de référence.";

export function Millesime() {
  const all = years.value;
  const shown = year.value;
  if (all.length < 2 || shown === null) return null;
  const at = all.indexOf(shown);
  const free = everyYear.value;
  return (
    <div class="millesime" data-test="millesime">
      <p class="heading">
        <Term definition={MEANING}>Millésime</Term>
        <output data-test="year-shown">{shown}</output>
        <button
          type="button"
          class="play"
          data-test="play"
          disabled={!free}
          aria-label={playing.value ? "Arrêter la lecture des années" : `Lire les années de ${all[0]} à ${all.at(-1)}`}
          onClick={play}
          onPointerEnter={() => prefetchYear(all[at + 1] === undefined ? (all[0] ?? null) : null)}
        >
          {playing.value ? <PauseIcon /> : <PlayIcon />}
        </button>
      </p>
      <Course at={at} />
      <input
        type="range"
        data-test="year"
        min="0"
        max={all.length - 1}
        step="1"
        value={at}
        disabled={!free}
        aria-label="Année des chiffres"
        aria-valuetext={`fin ${shown}`}
        onInput={(event) => {
          const chosen = all[Number(event.currentTarget.value)];
          playing.value = false;
          if (chosen !== undefined) chooseYear(chosen, "replace");
        }}
      />
      <p class="ends" aria-hidden="true">
        {all.map((each) => (
          <button key={each} type="button" tabIndex={-1} disabled={!free} onClick={() => chooseYear(each)}>
            {each === shown ? <strong>{each}</strong> : each}
          </button>
        ))}
      </p>
      {reservation.value && (
        <p class="caption" data-test="year-note">
          {typeset(`${reservation.value} `)}
          {past.value && (
            <button type="button" class="action" data-test="year-back" onClick={() => go({ annee: null })}>
              {`Revenir à ${snapshot.value?.year}`}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

/** The reference over the years, without axis: its figures are in the view it opens. */
function Course({ at }: { at: number }) {
  const found = course.data.value;
  const line = found?.lines.find((each) => each.role === "reference") ?? found?.lines[0];
  const known = line?.value.filter((value) => value !== null) ?? [];
  if (!found || !line || known.length < 2) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const x = linear(0, found.years.length - 1, THUMB, WIDTH - THUMB);
  const y = linear(least, most, HEIGHT - 6, 6);
  const drawn = path(runs(line.value.map((value, i) => (value === null ? null : ([x(i), y(value)] as const)))));
  const own = line.value[at];
  const open = view.value?.volet === "evolution";
  const said = typeof own === "number" ? `${line.name} : ${decimal(own, found.decimals)} fin ${found.years[at]}. ` : "";
  return (
    <button
      type="button"
      class="course"
      data-test="course"
      aria-expanded={open}
      aria-label={typeset(`${said}Voir l’évolution`)}
      title={typeset(`${said}Voir l’évolution`)}
      onClick={() => go({ volet: open ? null : "evolution" })}
    >
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path
          d={drawn}
          fill="none"
          stroke={INK}
          stroke-opacity=".55"
          stroke-width="1.600"
          vector-effect="non-scaling-stroke"
        />
      </svg>
      {typeof own === "number" && <i style={{ left: `${(100 * x(at)) / WIDTH}%`, top: `${y(own)}px` }} />}
    </button>
  );
}
