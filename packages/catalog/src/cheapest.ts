interface Priced {
  /** 0 when not known. */
  readonly usd: number;
}

/** Keeps the cheapest of many, without sorting all of them. What has no price comes last. */
export class Cheapest<T extends Priced> {
  readonly #limit: number;
  readonly #compare: (a: T, b: T) => number;
  #kept: T[] = [];
  #worst = Number.POSITIVE_INFINITY;

  /** `compare` puts items of one price in order. */
  constructor(limit: number, compare: (a: T, b: T) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  /** Whether something of this price may be among the cheapest. */
  takes(usd: number): boolean {
    return this.#kept.length < this.#limit || (usd > 0 && usd <= this.#worst);
  }

  add(item: T): void {
    this.#kept.push(item);
    if (this.#kept.length >= 2 * this.#limit) this.#shorten();
  }

  sorted(): readonly T[] {
    this.#shorten();
    return this.#kept;
  }

  #shorten(): void {
    const rank = ({ usd }: T): number => (usd === 0 ? Number.POSITIVE_INFINITY : usd);
    this.#kept.sort((a, b) => (a.usd === b.usd ? this.#compare(a, b) : rank(a) < rank(b) ? -1 : 1));
    if (this.#kept.length < this.#limit) return;
    this.#kept.length = this.#limit;
    const last = this.#kept[this.#limit - 1];
    if (last) this.#worst = rank(last);
  }
}
