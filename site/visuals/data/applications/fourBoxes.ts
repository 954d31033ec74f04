/** The four kinds of data of this lesson, read from the steps that are recorded for their runs' pages: an example, its target, the parts of the network, the loss. */
import type { Recording } from '../../../player/PlayerState.ts';
import { recordedFrame } from '../../../player/recordedFrame.ts';
import { type PackedRecording, unpackRecording } from '../../../player/recording.ts';
import { BASES } from './logo.ts';
import { textOf, verdictOf } from './review.ts';

export const boxes = ['series', 'loan', 'motif', 'review'] as const;
export type BoxName = (typeof boxes)[number];
const runs: Readonly<Record<BoxName, string>> = {
  series: 'sine-gru',
  loan: 'credit-logistic',
  motif: 'motif-cnn',
  review: 'reviews-transformer',
};

export interface Box {
  readonly name: BoxName;
  readonly run: string;
  /** Numbers of the example where they are drawn, else its text. */
  readonly numbers: readonly number[] | null;
  readonly text: string | null;
  readonly target: number;
  /** Names of the network's parts, in the order in which they are asked. */
  readonly parts: readonly string[];
  /** How many numbers come out for one example. */
  readonly outputs: number;
  /** The op of the loss. */
  readonly loss: string;
}

function boxOf(name: BoxName, { trace, info }: Recording): Box {
  const { item, batchIds, tensors } = trace;
  const [inputs, targets] = [tensors.get(trace.inputs)!, tensors.get(trace.targets)!];
  const size = inputs.shape.slice(1).reduce((product, n) => product * n, 1);
  const own = Array.from(inputs.item === null ? inputs.values.slice(item * size, (item + 1) * size) : inputs.values);
  const target = targets.values[targets.item === null ? item * (targets.values.length / batchIds.length) : 0]!;
  const loss = trace.ops.at(-1)!;
  const output = tensors.get(loss.inputs[0]!)!;
  const parts = trace.ops.slice(0, -1).map(({ label }) => label.split('.')[0]!);
  const letters = (): string => {
    const length = size / BASES.length;
    return Array.from({ length }, (_, t) => [...BASES].find((_, b) => own[b * length + t] === 1) ?? 'N').join('');
  };
  return {
    name,
    run: runs[name],
    numbers: name === 'series' || name === 'loan' ? own : null,
    text: name === 'motif' ? letters() : name === 'review' ? textOf(verdictOf(trace, info)?.words ?? []) : null,
    target,
    parts: [...new Set(parts)].filter((part) => info !== null && isOfModel(part, trace.updates)),
    outputs: output.shape.at(-1) ?? 1,
    loss: loss.name,
  };
}

/** Is it something with parameters? */
const isOfModel = (part: string, updates: readonly { readonly label: string }[]): boolean =>
  updates.some(({ label }) => label.split('.')[0] === part || label === 'weight');

export async function fourBoxes(): Promise<readonly Box[]> {
  return Promise.all(
    boxes.map(async (name) =>
      boxOf(name, unpackRecording(JSON.parse(await recordedFrame(runs[name])) as PackedRecording)),
    ),
  );
}

/** Which pairs of boxes a prediction offers, and which of them share a loss: its place. */
export const PAIRS: readonly (readonly [BoxName, BoxName])[] = [
  ['series', 'loan'],
  ['motif', 'review'],
  ['loan', 'review'],
];

export const sharedLoss = (all: readonly Box[]): number => {
  const loss = (name: BoxName): string => all.find((box) => box.name === name)!.loss;
  return PAIRS.findIndex(([a, b]) => loss(a) === loss(b));
};
