/** Which prepared moments a lecturer has asked for. Pure. */

export interface Filter {
  /** Slug; '' for all. */
  readonly lesson: string;
  /** At most so many; Infinity for any. */
  readonly minutes: number;
}

export interface Filtered {
  readonly lesson: string;
  readonly minutes: number;
}

export const fits = ({ lesson, minutes }: Filtered, filter: Filter): boolean =>
  (filter.lesson === '' || lesson === filter.lesson) && minutes <= filter.minutes;
