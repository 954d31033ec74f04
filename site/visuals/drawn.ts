/**
 * What a figure shows, as numbers with addresses: so that a test can hold a drawing against the trace, and a canvas hides nothing. An
 * address is read by site/visuals/addressOf.ts, which knows no figure.
 */
export interface Drawn {
  /** `conv1 gradOutput[0,3,1,1]`, `norm #812`: see `numberAt`. */
  readonly id: string;
  readonly value: number;
}
