// Codes of communes of an earlier year in terms of the snapshot's: merged, recoded or split since. Pure.

/** What became of a code from one year to the next; within one year, an arrondissement and its commune. */
export interface Passage {
  from: number;
  code: string;
  to: number;
  into: string;
}

export class Geography {
  private readonly steps = new Map<number, Map<string, string[]>>();
  private readonly within = new Map<number, Map<string, string[]>>();
  /** Codes that a step brings and that did not stand before it. */
  private readonly born = new Map<number, Set<string>>();

  /** `current`: codes of the year `cog`. */
  constructor(
    passages: readonly Passage[],
    private readonly current: ReadonlySet<string>,
    readonly cog: number,
  ) {
    for (const { from, code, to, into } of passages) {
      const years = from === to ? this.within : this.steps;
      const year = years.get(from) ?? new Map<string, string[]>();
      years.set(from, year.set(code, [...(year.get(code) ?? []), into]));
    }
    for (const [year, step] of this.steps) {
      this.born.set(year, new Set([...step.values()].flat().filter((code) => !step.has(code))));
    }
  }

  /** The years whose codes are known, the snapshot's first. */
  get years(): number[] {
    const first = Math.min(this.cog, ...this.steps.keys());
    return Array.from({ length: this.cog - first + 1 }, (_, k) => this.cog - k);
  }

  /** The codes of the snapshot that hold what a code of that year held: none where it is no code of that year, several after a split. */
  carry(code: string, year: number): string[] {
    let codes = this.within.get(year)?.get(code) ?? [code];
    for (let y = year; y < this.cog; y++) {
      const step = this.steps.get(y);
      codes = codes.flatMap((each) => step?.get(each) ?? (this.born.get(y)?.has(each) ? [] : [each]));
    }
    return [...new Set(codes)].filter((each) => this.current.has(each));
  }

  /** The year under which most of the codes are known; the latest of equals. */
  guess(codes: readonly string[]): number {
    const known = (year: number) => codes.filter((code) => this.carry(code, year).length > 0).length;
    return this.years.reduce(
      (best, year) => {
        const count = known(year);
        return count > best.count ? { year, count } : best;
      },
      { year: this.cog, count: known(this.cog) },
    ).year;
  }
}
