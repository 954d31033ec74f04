/**
 * The pictures of a step, pass by pass: of two players that draw, what the discriminator is shown, what it says of each, and the gradient that
 * comes back to each made picture; of a network that copies, each picture beside its copy. Pure reading.
 */

import { exampleOf, type OpTrace, type StepTrace, type TensorData } from '../../player/protocol.ts';
import type { Part } from '../parts/cells/shownTensor.ts';

type Pixels = ArrayLike<number>;

export interface Picture {
  /** 0 is paper, 1 is ink; null: not kept. */
  readonly pixels: Pixels | null;
  /** What it is a copy of. */
  readonly original: Pixels | null;
  /** The discriminator's logit that it is real. */
  readonly logit: number | null;
  /** ∂L/∂pixel; null: nobody asks for it in this pass, or it was not kept. */
  readonly gradient: Pixels | null;
}

export interface PicturePass {
  /** As the trace has it: `discriminator.real`, `generator`; '' where a step has one pass. */
  readonly name: string;
  readonly loss: number;
  readonly pictures: readonly Picture[];
  /** Height and width. */
  readonly size: readonly [number, number];
  /** Op and tensor whose numbers the gradients are; null where there are none. */
  readonly gradientOf: { readonly op: string; readonly tensor: Part } | null;
}

/** null: the step makes no pictures [N, 1, H, W]. */
export function picturePassesOf(trace: StepTrace): readonly PicturePass[] | null {
  return ofPlayers(trace) ?? ofCopies(trace);
}

const isPictures = (tensor: TensorData | undefined): tensor is TensorData =>
  tensor?.shape.length === 4 && tensor.shape[1] === 1;

function ofPlayers(trace: StepTrace): PicturePass[] | null {
  const real = trace.tensors.get(trace.inputs);
  const made = lastOfGenerator(trace);
  if (made === undefined || !isPictures(real)) return null;
  const generated = trace.tensors.get(made.output);
  const back = made.backward === null ? undefined : trace.tensors.get(made.backward.gradOutput);
  return trace.passes.map(({ name, loss, ops }) => {
    const isReal = name === 'discriminator.real';
    const judged = ops
      .map((index) => trace.ops[index]!)
      .findLast((op) => op.inputs.length > 0 && op.name.startsWith('bce'));
    const logits = trace.tensors.get(judged?.inputs[0] ?? Number.NaN)?.values;
    const shown = isReal ? real : generated;
    const gradient = name === 'generator' ? back : undefined;
    return {
      name,
      loss,
      size: real.shape.slice(2) as [number, number],
      gradientOf: gradient === undefined ? null : { op: made.label, tensor: { kind: 'gradOutput' } },
      pictures: trace.batchIds.map((_, item) => ({
        pixels: shown === undefined ? null : exampleOf(shown, item),
        original: null,
        logit: logits?.[item] ?? null,
        gradient: gradient === undefined ? null : exampleOf(gradient, item),
      })),
    };
  });
}

/** What the discriminator reads in the generator's own turn. */
function lastOfGenerator(trace: StepTrace): OpTrace | undefined {
  const turn = trace.passes.find(({ name }) => name === 'generator')?.ops.map((index) => trace.ops[index]!) ?? [];
  const first = turn.find(({ label }) => label.startsWith('generator.discriminator.'));
  return turn.find(({ output }) => output === first?.inputs[0]);
}

function ofCopies(trace: StepTrace): PicturePass[] | null {
  const inputs = trace.tensors.get(trace.inputs);
  const id = trace.observed['copies'];
  if (id === undefined || !isPictures(inputs)) return null;
  const copies = trace.tensors.get(id);
  // The walk back begins at the loss; ops after it only measure.
  const loss = trace.ops[trace.passes[0]?.backward[0] ?? -1];
  const last = trace.ops.find(({ output }) => output === loss?.inputs[0]);
  const gradients = trace.tensors.get(last?.backward?.gradOutput ?? Number.NaN);
  return [
    {
      name: '',
      loss: trace.loss,
      size: inputs.shape.slice(2) as [number, number],
      gradientOf: last?.backward ? { op: last.label, tensor: { kind: 'gradOutput' } } : null,
      pictures: trace.batchIds.map((_, item) => ({
        pixels: copies === undefined ? null : exampleOf(copies, item),
        original: exampleOf(inputs, item),
        logit: null,
        gradient: gradients === undefined ? null : exampleOf(gradients, item),
      })),
    },
  ];
}
