// Search by name, code or postcode: the ARIA combobox pattern with a list. The server finds territories, whoever asks may add what it
// knows; this shows and chooses.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { searchAddress } from "../api/address";
import type { FoundPlace } from "../api/document";
import { answer } from "../api/resource";
import { Problem } from "../api/problem";
import { CloseIcon, SearchIcon } from "../icon";
import { typeset } from "../typeset";

const PAUSE_MS = 90;

/** A line of the list. */
export interface Offer {
  key: string;
  name: string;
  context: string;
  take: () => void;
}

/** What was found, and what was asked for: while a person types, the list shown may answer fewer letters. */
interface Reply {
  asked: string;
  places: FoundPlace[];
  more: Offer[];
}

interface Combobox {
  /** Name for tests. */
  hook: string;
  /** Class of the whole, which says where it stands. */
  look: string;
  label: string;
  placeholder: (open: boolean) => string;
  onTake: (place: FoundPlace) => void;
  /** Whether the field keeps the focus once a place is taken, for the next one. */
  stays?: boolean;
  /** Whether the key « / » leads to it. */
  slash?: boolean;
  /** The one level whose places are offered; any without. */
  only?: FoundPlace["level"];
  /** What else answers the words asked, after the territories. */
  beside?: (asked: string) => Offer[];
}

export function Combobox({ hook, look, label, placeholder, onTake, stays, slash, only, beside }: Combobox) {
  const id = useId();
  const [text, setText] = useState("");
  const [reply, setReply] = useState<Reply | null>(null);
  const [failure, setFailure] = useState("");
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // Enter pressed before the answer to the whole text: the first place is taken when it comes.
  const hurried = useRef(false);
  const asked = text.trim();
  const offered = (place: FoundPlace): Offer => ({
    key: `${place.level}-${place.code}`,
    name: place.name,
    context: place.context,
    take: () => onTake(place),
  });
  const found = reply && [...reply.places.map(offered), ...reply.more];
  const sought = beside ? "lieu" : "territoire";

  useEffect(() => {
    if (asked.length < 2) {
      setReply(null);
      return;
    }
    let dropped = false;
    const timer = setTimeout(() => {
      answer<FoundPlace[]>(searchAddress(asked)).then(
        (every) => {
          // The effect that drops it comes after the drawing: meanwhile a letter more may have been typed, and Enter pressed.
          if (dropped || input.current?.value.trim() !== asked) return;
          const places = only ? every.filter(({ level }) => level === only) : every;
          const more = beside?.(asked) ?? [];
          const first = places[0] ? offered(places[0]) : more[0];
          if (hurried.current && first) return take(first);
          setReply({ asked, places, more });
          setFailure("");
          setActive(0);
        },
        (problem: unknown) =>
          !dropped && setFailure(problem instanceof Problem ? problem.title : "Recherche impossible"),
      );
    }, PAUSE_MS);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [asked]);

  useEffect(() => {
    if (!slash) return;
    const reach = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key === "/" && !typing) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    addEventListener("keydown", reach);
    return () => removeEventListener("keydown", reach);
  }, []);

  function take(offer: Offer) {
    hurried.current = false;
    setOpen(false);
    setText("");
    setReply(null);
    if (!stays) input.current?.blur();
    offer.take();
  }

  const list = open && asked.length >= 2;
  const none = found !== null && found.length === 0;
  return (
    <div class={open ? `${look} open` : look} role="search" aria-label={label}>
      <SearchIcon />
      <input
        ref={input}
        type="text"
        role="combobox"
        data-test={hook}
        aria-label={label}
        placeholder={placeholder(open)}
        aria-expanded={list && !!found?.length}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={list && found?.length ? `${id}-${active}` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          hurried.current = false;
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setTimeout(() => setOpen(false), 120)}
        onKeyDown={(event) => {
          const n = found?.length ?? 0;
          if (event.key === "Escape") {
            if (text) setText("");
            else if (!stays) input.current?.blur();
            setOpen(false);
          } else if (event.key === "Enter") {
            const offer = found?.[active];
            if (reply?.asked !== event.currentTarget.value.trim()) hurried.current = true;
            else if (offer) take(offer);
          } else if (n > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
            event.preventDefault();
            setOpen(true);
            setActive((active + (event.key === "ArrowDown" ? 1 : n - 1)) % n);
          }
        }}
      />
      {text && (
        <button
          type="button"
          class="icon-button clear"
          aria-label="Effacer la recherche"
          onClick={() => {
            setText("");
            input.current?.focus();
          }}
        >
          <CloseIcon />
        </button>
      )}
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={beside ? "Lieux trouvés" : "Territoires trouvés"}
        hidden={!list || !found?.length}
        class="found"
      >
        {found?.map((offer, i) => (
          <li
            key={offer.key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            data-test={`found-${offer.key}`}
            onMouseDown={(event) => event.preventDefault()}
            onMouseEnter={() => setActive(i)}
            onClick={() => take(offer)}
          >
            <span>{typeset(offer.name)}</span>
            <span class="context">{typeset(offer.context)}</span>
          </li>
        ))}
      </ul>
      {list && (none || failure) && (
        <p class="found nothing" role="status">
          {failure ? typeset(failure) : typeset(`Aucun ${sought} ne répond à « ${asked} ».`)}
        </p>
      )}
    </div>
  );
}
