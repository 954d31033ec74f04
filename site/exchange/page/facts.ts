/**
 * How a model is spoken to in a page of its own: with a pen, with letters, with a point. Found out from the shape of what goes in and comes out,
 * and from the run's data; nothing is said about a run by name.
 */
import { ChalkgradError, noGrad, type Tensor, type TrainingSetup, tensor } from '#framework';
import type { Graph } from '../graph.ts';
import type { Part } from '../parts.ts';

/** A pen: images [N, 1, 28, 28]. */
export interface DrawingFacts {
  readonly kind: 'drawing';
  /** What comes out: a score for each class, or another picture. */
  readonly output: 'classes' | 'picture';
  /** Pictures of the data, 0 … 255, for those who do not draw. */
  readonly examples: readonly (readonly number[])[];
}

/** Letters or words. */
export interface TextFacts {
  readonly kind: 'text';
  /** What follows each token; what belongs in each place; a score for each class of the whole. */
  readonly output: 'next' | 'places' | 'classes';
  readonly vocabulary: readonly string[];
  readonly length: number;
  /** Are tokens words, with spaces between? */
  readonly areWords: boolean;
  /** Does every text begin (and end) with this token? */
  readonly edge: number | null;
  /** Must a text have just `length` tokens? Else it is filled up behind, which nobody sees. */
  readonly isExact: boolean;
  readonly example: string;
}

/** A point: numbers [N, k]. */
export interface NumbersFacts {
  readonly kind: 'numbers';
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** Do examples lie in columns? */
  readonly areColumns: boolean;
  readonly output: 'value' | 'logit' | 'classes';
  /** Some of the data, and where it says so their classes: for the map. */
  readonly points: readonly (readonly number[])[];
  readonly targets: readonly number[];
}

/** Noise that becomes something. */
export interface NoiseFacts {
  readonly kind: 'noise';
  readonly size: number;
  readonly output: 'picture' | 'points';
}

export type PageFacts = DrawingFacts | TextFacts | NumbersFacts | NoiseFacts;

const SIDE = 28;
const EXAMPLES = 5;
const MOST_POINTS = 240;
const MOST_NUMBERS = 8;
/** Tokens that are filled in where nobody looks. */
const FILLING = 0;

/** Errors: no control of a page fits what goes in. */
export function pageFacts(setup: TrainingSetup, part: Part, graph: Graph): PageFacts {
  const refuse = (): never => {
    throw new ChalkgradError(
      `${setup.name} has no page: nothing one can draw, type or move gives it ${shapeWords(graph)}`,
      'runs that read digits, letters, words or a few numbers have one; ONNX takes all: --to onnx.',
    );
  };
  const [input] = graph.inputs;
  const output = graph.outputs[0]!;
  if (input === undefined || graph.inputs.length !== 1) return refuse();
  const sizes = input.shape.map((size) => (typeof size === 'number' ? size : null));
  const made = output.shape.map((size) => (typeof size === 'number' ? size : null));
  const isPicture = (shape: readonly (number | null)[]): boolean =>
    shape.length === 4 && shape[1] === 1 && shape[2] === SIDE && shape[3] === SIDE;
  const data = firstExamples(setup);
  if (part.name === 'generator' && sizes.length === 2 && sizes[1] !== null) {
    if (isPicture(made)) return { kind: 'noise', size: sizes[1]!, output: 'picture' };
    return made.length === 2 && made[1] === 2 ? { kind: 'noise', size: sizes[1]!, output: 'points' } : refuse();
  }
  if (isPicture(sizes)) {
    const isClasses = made.length === 2 && made[1] === 10;
    if (!isClasses && !isPicture(made)) return refuse();
    return { kind: 'drawing', output: isClasses ? 'classes' : 'picture', examples: pictures(data.inputs) };
  }
  if (input.dtype === 'int32' && sizes.length === 2 && setup.vocabulary !== undefined)
    return textFacts(setup.vocabulary, part, sizes[1]!, made, data.inputs) ?? refuse();
  if (input.dtype === 'float32' && sizes.length === 2 && (made.length === 2 || made.length === 1))
    return numbersFacts(sizes, made, data) ?? refuse();
  return refuse();
}

const shapeWords = ({ inputs }: Graph): string =>
  inputs
    .map(({ dtype, shape }) => `${dtype} [${shape.map((size) => (typeof size === 'number' ? size : 'N')).join(', ')}]`)
    .join(' and ');

interface Examples {
  readonly inputs: Tensor;
  readonly targets: Tensor | null;
}

function firstExamples({ loader: { dataset } }: TrainingSetup): Examples {
  const ids = Int32Array.from({ length: Math.min(dataset.length, MOST_POINTS) }, (_, i) => i);
  const [inputs, targets = null] = dataset.batch(ids);
  return { inputs: inputs!, targets };
}

function pictures(inputs: Tensor): number[][] {
  const values = inputs.dataSync();
  const count = Math.min(EXAMPLES, inputs.shape[0]!);
  return Array.from({ length: count }, (_, i) =>
    Array.from(values.slice(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), (value) =>
      Math.round(Math.min(1, Math.max(0, value)) * 255),
    ),
  );
}

function textFacts(
  vocabulary: readonly string[],
  part: Part,
  length: number,
  made: readonly (number | null)[],
  inputs: Tensor,
): TextFacts | null {
  const perPlace = made.length === 3 && made[1] === length && made[2] === vocabulary.length;
  const perText = made.length === 2 && made[1] !== null;
  if (!perPlace && !perText) return null;
  const rows = tokenRows(inputs);
  const looksBackOnly = perPlace && isCausal(part);
  const areWords = vocabulary.some((word) => word.length > 1 && !word.startsWith('<'));
  const firsts = new Set(rows.map((row) => row[0]!));
  const edge = looksBackOnly && firsts.size === 1 && rows.length > 1 ? rows[0]![0]! : null;
  const isPadded = rows.some((row) => row.at(-1) === FILLING) && areWords;
  const shown = rows[0]!
    .slice(edge === null ? 0 : 1, looksBackOnly ? 4 : length)
    .filter((token) => !isPadded || token !== FILLING);
  return {
    kind: 'text',
    output: perText ? 'classes' : looksBackOnly ? 'next' : 'places',
    vocabulary,
    length,
    areWords,
    edge,
    isExact: !looksBackOnly && !isPadded,
    example: shown.map((token) => vocabulary[token]!).join(areWords ? ' ' : ''),
  };
}

function tokenRows(inputs: Tensor): number[][] {
  const values = Array.from(inputs.dataSync());
  const [count, length] = inputs.shape as [number, number];
  return Array.from({ length: count }, (_, i) => values.slice(i * length, (i + 1) * length));
}

/** Does another last token leave every place before it as it was? */
function isCausal({ model, inputs }: Part): boolean {
  const [x] = inputs(1);
  const changed = x!.dataSync().slice();
  changed[changed.length - 1] = changed.at(-1) === 0 ? 1 : 0;
  const mode = model.training;
  model.eval();
  const [a, b] = noGrad(() => [
    model.forward(x!),
    model.forward(tensor(changed, { shape: x!.shape, dtype: 'int32' })),
  ]) as [Tensor, Tensor];
  model.train(mode);
  const [, length, classes] = a.shape as [number, number, number];
  const [p, q] = [a.dataSync(), b.dataSync()];
  for (let i = 0; i < (length - 1) * classes; i++) if (p[i] !== q[i]) return false;
  return true;
}

function numbersFacts(
  sizes: readonly (number | null)[],
  made: readonly (number | null)[],
  { inputs, targets }: Examples,
): NumbersFacts | null {
  const areColumns = sizes[1] === null;
  const count = areColumns ? sizes[0] : sizes[1];
  const outputs = made.length === 1 ? 1 : made[1];
  if (count === null || count === undefined || count > MOST_NUMBERS || outputs === null || outputs === undefined)
    return null;
  const values = inputs.dataSync();
  const examples = inputs.size / count;
  const at = (i: number, k: number): number => values[areColumns ? k * examples + i : i * count + k]!;
  const points = Array.from({ length: examples }, (_, i) => Array.from({ length: count }, (_, k) => at(i, k)));
  const ranges = Array.from({ length: count }, (_, k): [number, number] => {
    const column = points.map((point) => point[k]!);
    const [from, to] = [Math.min(...column), Math.max(...column)];
    const margin = (to - from) / 10 || 1;
    return [from - margin, to + margin];
  });
  const isTruth = targets?.dataSync().every((value) => value === 0 || value === 1) === true;
  return {
    kind: 'numbers',
    ranges,
    areColumns,
    output: outputs > 1 ? 'classes' : isTruth ? 'logit' : 'value',
    points,
    targets: targets === null || targets.size !== examples ? [] : Array.from(targets.dataSync()),
  };
}
