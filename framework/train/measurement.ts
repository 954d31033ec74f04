/** What a step or an examination reports. */

/** Numbers a run reports, by name: `loss`, `accuracy` … */
export type Metrics = Readonly<Record<string, number>>;
