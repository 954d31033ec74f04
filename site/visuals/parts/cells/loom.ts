/**
 * Attention as a step recorded it: which place looks at which, in each head, before and after softmax, with the gradients of both. Found in
 * the trace by path (`encoder.layers.0.self_attn.weights`). Pure: it picks recorded numbers and draws nothing.
 */
import type { OpTrace, RunInfo, StepTrace } from '../../../player/protocol.ts';
import { ofExample } from './shownTensor.ts';

/** What the cells may show: numbers of one head after the other, row by row [heads, L, S]. */
export const layers = ['weights', 'scores', 'weightGradients', 'scoreGradients'] as const;
export type Layer = (typeof layers)[number];

export interface Loom {
  /** `encoder.layers.0.self_attn` */
  readonly path: string;
  readonly heads: number;
  /** How many places look, and how many are looked at: L and S. */
  readonly queries: number;
  readonly keys: number;
  /** What stands at each place that is looked at: numbers of tokens. */
  readonly tokens: readonly number[];
  /** What stands at each place that looks; the same where a sequence looks at itself. */
  readonly asking: readonly number[];
  /** How many of them hold something; null: as many as may be looked at. */
  readonly askingPlaces: number | null;
  /** The token that counts as the first of those that are said at a place; null: nothing is said at these places. */
  readonly firstSaid: number | null;
  /** null: not kept. */
  readonly numbers: Readonly<Record<Layer, ArrayLike<number> | null>>;
  /** May this query look at this key? null: there is a mask, and it was not kept. */
  readonly mask: ((query: number, key: number) => boolean) | null;
  /** Is there a mask at all? */
  readonly isMasked: boolean;
}

const WEIGHTS = /^(.*)\.weights$/;

/** Paths of all layers of attention in a step that look back on the inputs, first to last. */
export function attentionPaths(trace: StepTrace): string[] {
  return trace.ops.flatMap(({ label, name }) => {
    const path = name === 'softmax' ? WEIGHTS.exec(label)?.[1] : undefined;
    return path === undefined ? [] : [path];
  });
}

/** What a translator's inputs are: so many places that are read, and after them those that were written, whose tokens count on from the others. */
interface Halves {
  readonly read: readonly number[];
  readonly written: readonly number[];
  readonly wordsRead: number;
}

function halvesOf(tokens: readonly number[], { placesRead, wordsRead }: RunInfo['config']): Halves | null {
  if (typeof placesRead !== 'number' || typeof wordsRead !== 'number') return null;
  const written = tokens.slice(placesRead).map((token) => token + wordsRead);
  return { read: tokens.slice(0, placesRead), written, wordsRead };
}

/** Who looks and who is looked at. Of a translator's two sequences they are told by their lengths. */
function sequencesOf(trace: StepTrace, queries: number, keys: number, halves: Halves | null) {
  const all = tokensOf(trace) ?? [];
  if (halves === null) return { tokens: all, asking: all, askingPlaces: null, firstSaid: 0 };
  const { read, written, wordsRead } = halves;
  const isWriting = queries !== read.length;
  const wanted = valuesOf(trace, trace.targets);
  return {
    tokens: keys === read.length ? read : written,
    asking: isWriting ? written : read,
    askingPlaces: isWriting && wanted !== null ? Array.from(wanted).filter((token) => token >= 0).length : null,
    firstSaid: isWriting ? wordsRead : null,
  };
}

/**
 * One layer of attention; null where the step has none of that path, or its inputs are no tokens. A translator's `config` says how its inputs
 * are cut into what is read and what was written.
 */
export function loomOf(trace: StepTrace, path: string, config: RunInfo['config'] = {}): Loom | null {
  const byPath = new Map(trace.ops.map((op) => [op.label, op]));
  const weights = byPath.get(`${path}.weights`);
  const all = tokensOf(trace);
  const shape = weights === undefined ? undefined : shapeOf(trace, weights);
  if (weights === undefined || all === null || shape === undefined) return null;
  const [, heads = 0, queries = 0, keys = 0] = shape;
  const scaled = byPath.get(`${path}.scaled`);
  const masked = byPath.get(`${path}.masked`);
  const isMasked = masked !== undefined;
  return {
    path,
    heads,
    queries,
    keys,
    ...sequencesOf(trace, queries, keys, halvesOf(all, config)),
    numbers: {
      weights: valuesOf(trace, weights.output),
      scores: valuesOf(trace, scaled?.output),
      weightGradients: valuesOf(trace, weights.backward?.gradOutput),
      scoreGradients: valuesOf(trace, weights.backward?.gradInputs[0]),
    },
    mask: isMasked ? maskOf(trace, masked) : () => true,
    isMasked,
  };
}

/** The shape of an op's output [N, heads, L, S]: from it, or from a gradient of it, whichever was kept. */
const shapeOf = (trace: StepTrace, { output, backward }: OpTrace): readonly number[] | undefined =>
  [output, backward?.gradOutput, backward?.gradInputs[0]]
    .map((id) => trace.tensors.get(id ?? Number.NaN)?.shape)
    .find((shape) => shape !== undefined);

function valuesOf(trace: StepTrace, id: number | null | undefined): ArrayLike<number> | null {
  const tensor = trace.tensors.get(id ?? Number.NaN);
  return tensor === undefined ? null : (ofExample(tensor, trace.item, trace.batchIds.length)?.values ?? null);
}

/** Tokens of the example looked at; null where inputs are no whole numbers. */
export function tokensOf(trace: StepTrace): readonly number[] | null {
  const inputs = trace.tensors.get(trace.inputs);
  return inputs?.dtype === 'int32' ? Array.from(valuesOf(trace, inputs.id) ?? []) : null;
}

/** `masked` chooses by its first input: [L, S] for all alike, or [N, 1, 1, S] for each example; null where it was not kept. */
function maskOf(trace: StepTrace, masked: OpTrace): Loom['mask'] {
  const tensor = trace.tensors.get(masked.inputs[0] ?? Number.NaN);
  if (tensor === undefined) return null;
  if (tensor.shape.length === 2) {
    const [, keys = 0] = tensor.shape;
    return (query, key) => tensor.values[query * keys + key] === 1;
  }
  const own = ofExample(tensor, trace.item, trace.batchIds.length);
  if (own === null) return null;
  const [queries = 1, keys = 1] = own.shape.slice(-2);
  return (query, key) => own.values[(query % queries) * keys + (key % keys)] === 1;
}

/** Place of a number in `numbers`. */
export const placeIn = ({ queries, keys }: Loom, head: number, query: number, key: number): number =>
  (head * queries + query) * keys + key;

/** How many places hold something: those at the end that nobody may look at are padding. */
export function realPlaces({ mask, keys, queries }: Loom): number {
  let last = keys;
  while (last > 1 && mask !== null && !mask(queries - 1, last - 1)) last--;
  return last;
}

/** How many places there are to see: of the padding one. */
export const shownPlaces = (loom: Loom): number => Math.min(loom.keys, realPlaces(loom) + 1);

/** How many of those that look there are to see. */
export const shownQueries = (loom: Loom): number =>
  loom.askingPlaces ?? Math.min(loom.queries, loom.queries === loom.keys ? shownPlaces(loom) : loom.queries);

export interface Look {
  readonly key: number;
  readonly weight: number;
  /** ∂L/∂weight; null where it was not kept. */
  readonly gradient: number | null;
}

/** What a query looks at in a head, most first; what it may not see is left out. null where the weights were not kept. */
export function looksOf(loom: Loom, head: number, query: number): readonly Look[] | null {
  const { weights, weightGradients } = loom.numbers;
  if (weights === null) return null;
  return Array.from({ length: loom.keys }, (_, key): Look => {
    const place = placeIn(loom, head, query, key);
    return { key, weight: weights[place]!, gradient: weightGradients === null ? null : weightGradients[place]! };
  })
    .filter(({ key }) => loom.mask === null || loom.mask(query, key))
    .sort((a, b) => b.weight - a.weight);
}

/** The look that is chosen when nobody has chosen: the strongest at another place, of queries that see more than a few. */
export function strongestLook(loom: Loom): { readonly head: number; readonly query: number; readonly key: number } {
  const { weights } = loom.numbers;
  let best = { head: 0, query: 0, key: 0 };
  let most = -1;
  const isItself = loom.asking === loom.tokens;
  const last = isItself ? realPlaces(loom) : shownQueries(loom);
  for (let head = 0; weights !== null && head < loom.heads; head++)
    for (let query = isItself ? Math.min(4, loom.queries - 1) : 0; query < last; query++)
      for (let key = 0; key < loom.keys; key++) {
        const weight = weights[placeIn(loom, head, query, key)]!;
        if ((isItself && key === query) || !(weight > most)) continue;
        most = weight;
        best = { head, query, key };
      }
  return best;
}

/** One place's vector in a head [D]: its value, or what the query mixed out of values; null where it was not kept. */
export function valueAt(trace: StepTrace, { path, heads, keys }: Loom, head: number, key: number) {
  const values = valuesOf(trace, trace.ops.find(({ label }) => label === `${path}.v`)?.output);
  if (values === null) return null;
  const size = values.length / keys / heads;
  return part(values, (key * heads + head) * size, size);
}

export function mixAt(trace: StepTrace, { path, heads, queries }: Loom, head: number, query: number) {
  const values = valuesOf(trace, trace.ops.find(({ label }) => label === `${path}.mixed`)?.output);
  if (values === null) return null;
  const size = values.length / queries / heads;
  return part(values, (head * queries + query) * size, size);
}

const part = (values: ArrayLike<number>, first: number, size: number): readonly number[] =>
  Array.from({ length: size }, (_, i) => values[first + i]!);

export interface Guess {
  /** A token, or a class where the whole sequence is judged. */
  readonly token: number;
  readonly probability: number;
  readonly isRight: boolean;
}

/**
 * What the network expects at a place (of all places, where it says one thing of the whole sequence), likeliest first; null where the run
 * does not say, or it was not kept.
 */
export function guessesAt(trace: StepTrace, query: number): readonly Guess[] | null {
  const probabilities = trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN);
  const own = probabilities && ofExample(probabilities, trace.item, trace.batchIds.length);
  if (!own) return null;
  const classes = own.shape.at(-1)!;
  const first = own.shape.length === 2 ? query * classes : 0;
  const right = rightAt(trace, query);
  return Array.from({ length: classes }, (_, token) => ({
    token,
    probability: own.values[first + token]!,
    isRight: token === right,
  })).sort((a, b) => b.probability - a.probability);
}

/** Is something said of each place, rather than of the whole sequence? */
export const guessesTokens = (trace: StepTrace): boolean =>
  trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN)?.shape.length === 3;

function rightAt(trace: StepTrace, query: number): number | undefined {
  const targets = trace.tensors.get(trace.targets);
  if (targets === undefined) return undefined;
  return targets.shape.length === 1 ? targets.values[trace.item] : valuesOf(trace, targets.id)?.[query];
}
