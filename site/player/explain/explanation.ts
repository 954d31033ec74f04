/** What a page asks of a network that it wants explained, and what it gets. Plain data: no framework stands behind it. */
import type { Reading, TensorData } from '../protocol.ts';

export const methods = ['saliency', 'path', 'cam', 'occlusion', 'sanity'] as const;
export type Method = (typeof methods)[number];

export const baselines = ['black', 'mean', 'noise'] as const;
/** Where a path begins: paper, the mean picture of the data, or noise. */
export type Baseline = (typeof baselines)[number];

export const rules = ['midpoint', 'right'] as const;
/** Which point of each piece of the path is asked. */
export type Rule = (typeof rules)[number];

/** So many points are tried for the ladder of gaps. */
export const LADDER: readonly number[] = [1, 2, 4, 8, 16, 32];

export const SIDE = 28;

/** Where the digits of digits-tag carry their tag: rows and columns 1 and 2. */
export const TAG: readonly number[] = [1, 2].flatMap((row) => [1, 2].map((column) => row * SIDE + column));

/** How one explanation is made; the picture comes beside it. */
export interface Asked {
  readonly method: Method;
  /** The class that is explained; null or absent: the one that the network reads. */
  readonly cls?: number | null;
  /** Of the path: so many points. Default 8. */
  readonly steps?: number;
  readonly baseline?: Baseline;
  readonly rule?: Rule;
  /** Of the path: what is missing with 1, 2, 4 … points, by both rules. */
  readonly ladder?: boolean;
  /** Of a cover: its side in pixels, default 4, and what it is painted with, default 0. */
  readonly patch?: number;
  readonly fill?: number;
}

export interface ExplainTask extends Asked {
  /** 28·28 in 0 … 1, row by row. */
  readonly pixels: Float32Array;
}

/** Named arrays of numbers, in their shapes. What each method gives stands beside it in methods.ts. */
export interface NamedArray {
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

export interface Explanation {
  /** As it was asked for. */
  readonly asked: Asked;
  readonly cls: number;
  /** Of all classes, [10]. */
  readonly logits: Float32Array;
  readonly probabilities: Float32Array;
  readonly arrays: Readonly<Record<string, NamedArray>>;
}

/** An explanation, or why there is none: an answer of the reader's that failed, a network of other layers. */
export type Explained = Explanation | { readonly refused: string };

export const isExplanation = (made: Explained | null): made is Explanation => made !== null && 'logits' in made;

const EXPLAINS = /^(?:(path|cam)-)?(label|\d)$/;

/** What a reading asks of a network that reads pictures: `3`, `label`, `cam-3`, `path-label`. null: it is a text to be read. */
export function explainedBy({ text }: Reading): { readonly method: Method; readonly cls: number | null } | null {
  const [, method = 'saliency', cls] = EXPLAINS.exec(text) ?? [];
  if (cls === undefined) return null;
  return { method: method as Method, cls: cls === 'label' ? null : Number(cls) };
}

/** As a recording keeps it: numbers as base64 of their bytes. */
export interface PackedExplanation extends Omit<Explanation, 'logits' | 'probabilities' | 'arrays'> {
  readonly step: number;
  readonly pixels: string;
  readonly logits: string;
  readonly probabilities: string;
  readonly arrays: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: string }>>;
}

/** In single precision, which is what networks here compute in. */
function toText(values: Float32Array | Float64Array): string {
  const bytes = new Uint8Array(Float32Array.from(values).buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x2000) text += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return btoa(text);
}

const toNumbers = (text: string): Float32Array<ArrayBuffer> =>
  new Float32Array(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer);

export const packExplanation = (
  { logits, probabilities, arrays, ...rest }: Explanation,
  step: number,
  pixels: Float32Array,
): PackedExplanation => ({
  ...rest,
  step,
  pixels: toText(pixels),
  logits: toText(logits),
  probabilities: toText(probabilities),
  arrays: Object.fromEntries(
    Object.entries(arrays).map(([name, { shape, values }]) => [name, { shape, values: toText(values) }]),
  ),
});

export const unpackExplanation = ({ step, pixels, logits, probabilities, arrays, ...rest }: PackedExplanation) => ({
  step,
  pixels: toNumbers(pixels),
  explanation: {
    ...rest,
    logits: toNumbers(logits),
    probabilities: toNumbers(probabilities),
    arrays: Object.fromEntries(
      Object.entries(arrays).map(([name, { shape, values }]) => [name, { shape, values: toNumbers(values) }]),
    ),
  } satisfies Explanation,
});

/** The tensors of a step that belong to one example, told to be those of example `item`. */
export const ofExample = (tensor: TensorData, item: number): TensorData =>
  tensor.shape[0] === 1 && tensor.item === null ? { ...tensor, item } : tensor;
