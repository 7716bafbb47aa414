// What is kept of the ESS, and what can be (web/server/src/document/filter.rs), word for word.

/** The familles and sectors the figures of an answer are limited to. */
export interface Filter {
  famille: string[];
  secteur: string[];
  label: string;
  explained: string;
}

/** A famille or a sector that can be chosen, with what the reference counts of it. */
export interface Part {
  slug: string;
  label: string;
  establishments: number | null;
  jobs: number | null;
}

export interface Parts {
  reference: string;
  familles: Part[];
  sections: Part[];
}
