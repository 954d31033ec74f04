/** What a program of `programs/` said while it ran: by its script, once, and never by hand. */

type Matrix = readonly (readonly number[])[];

/** Under our names, each weight as [out, in], whatever the framework's own order is. */
export interface Named {
  readonly 'hidden.weight': Matrix;
  readonly 'hidden.bias': readonly number[];
  readonly 'output.weight': Matrix;
  readonly 'output.bias': readonly number[];
}

export interface Step {
  readonly weights: Named;
  readonly logits: Matrix;
  readonly loss: number;
  /** null where the program cannot get at them. */
  readonly gradients: Named | null;
  readonly after: Named;
}

export interface Recorded {
  readonly framework: string;
  readonly version: string;
  readonly language: string;
  readonly steps: readonly Step[];
}
