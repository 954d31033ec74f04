/** What a generator of digits has drawn, recorded (recordDigits.ts): pictures to tell from written ones, a walk through its noise, and repairs. */
export interface DrawnDigits {
  /** The training behind it. */
  readonly steps: number;
  readonly examples: number;
  /** Test digits and drawn ones, packed one behind the other: see `unpackPictures`. */
  readonly written: string;
  readonly drawn: string;
  /** Pictures along straight lines from noise to noise and back to the first. */
  readonly walk: { readonly stations: number; readonly between: number; readonly pictures: string };
  /** Test digits with a hole: how many a digit reader reads right, and the squared error a hidden pixel. */
  readonly scores: Readonly<Record<Filling, { readonly read: number; readonly error: number }>>;
  /** How many. */
  readonly tested: number;
  /** The mean of all training digits. */
  readonly mean: string;
  readonly hole: Hole;
  readonly repairs: readonly {
    readonly label: number;
    readonly image: string;
    /** G(z) every twenty steps of its walk. */
    readonly walk: string;
    readonly errors: readonly number[];
  }[];
}

export type Filling = 'whole' | 'black' | 'mean' | 'guess';

/** Does the guess read no more and no fewer digits than the mean one, but for chance: two standard errors of the difference? */
export function isChance({ mean, guess }: DrawnDigits['scores'], tested: number): boolean {
  const variance = (share: number): number => (share * (1 - share)) / tested;
  return Math.abs(guess.read - mean.read) < 2 * Math.sqrt(variance(guess.read) + variance(mean.read));
}

/** Rows and columns from these on are hidden. */
export interface Hole {
  readonly row: number;
  readonly column: number;
  readonly size: number;
}

const SIDE = 28;
export const PIXELS = SIDE * SIDE;

/** 1 where a pixel is known, 0 in the hole. */
export const knownOutside = ({ row, column, size }: Hole): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: PIXELS }, (_, at) => {
    const [y, x] = [Math.floor(at / SIDE), at % SIDE];
    return Number(!(y >= row && y < row + size && x >= column && x < column + size));
  });

/** A picture whose hidden pixels come from another. */
export const filled = (
  image: ArrayLike<number>,
  filling: ArrayLike<number> | number,
  known: Uint8Array,
): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: PIXELS }, (_, at) => {
    if (known[at] === 1) return image[at]!;
    return typeof filling === 'number' ? filling : filling[at]!;
  });

/** Pictures in 0 … 1 as text, a byte a pixel. */
export function packPictures(pictures: readonly ArrayLike<number>[]): string {
  let text = '';
  for (const picture of pictures)
    for (let at = 0; at < PIXELS; at++)
      text += String.fromCharCode(Math.round(255 * Math.min(1, Math.max(0, picture[at]!))));
  return btoa(text);
}

export function unpackPictures(packed: string): Float32Array<ArrayBuffer>[] {
  const text = atob(packed);
  return Array.from({ length: text.length / PIXELS }, (_, i) =>
    Float32Array.from({ length: PIXELS }, (_, at) => text.charCodeAt(i * PIXELS + at) / 255),
  );
}
