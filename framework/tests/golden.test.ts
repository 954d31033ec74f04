/**
 * Every op against PyTorch: forward values and all gradients, from the JSON in golden/ (made by golden/generate.py). Each
 * case runs four times: in float64 with its operands row by row, with reversed axes and with gaps in memory, and in float32.
 * And nobody is left out: an op without golden values fails here until it has some.
 */
import { describe, expect, it } from 'vitest';
import { opList, shapeText, type Tensor } from '../index.ts';
import { gradientsOf } from './golden/gradientsOf.ts';
import { float32Tolerance, float64Tolerance, mismatch, type Tolerance } from './golden/mismatch.ts';
import {
  type Decoding,
  decodeArgument,
  type GoldenNumber,
  type GoldenTensor,
  readGolden,
  tensorsIn,
} from './golden/readGolden.ts';

interface OpCase {
  readonly op: string;
  readonly case: string;
  readonly args: readonly unknown[];
  readonly outputs: readonly GoldenTensor[];
  /** ∂L/∂output for each output; null for a result without derivative (an index). */
  readonly upstream?: readonly (readonly number[] | null)[];
  /** ∂L/∂operand for each operand that wants one, in reading order. */
  readonly gradients?: readonly (readonly GoldenNumber[])[];
  /** false: means something else in float32, or overflows there. */
  readonly float32?: false;
}

type AnyOp = ((...args: readonly unknown[]) => unknown) & {
  readonly definition?: { readonly backward: unknown; readonly composed?: boolean };
};

const ops = opList as unknown as Readonly<Record<string, AnyOp>>;
const families = ['elementwise', 'reduction', 'shape', 'linalg', 'recurrent', 'conv', 'loss', 'norm'];
const cases = families.flatMap((family) => readGolden<OpCase>(family));

const decodings: readonly Decoding[] = [
  { order: 'row by row', single: false },
  { order: 'axes reversed in memory', single: false },
  { order: 'gaps in memory', single: false },
  { order: 'row by row', single: true },
];

/** What is wrong with our op in this case, in lines a person can act on; empty when it agrees with PyTorch. */
function complaints(golden: OpCase, decoding: Decoding): string[] {
  const { order, single } = decoding;
  const args = golden.args.map((arg) => decodeArgument(arg, decoding));
  const outputs = tensorsIn(ops[golden.op]!(...args));
  const where = `${golden.op}, "${golden.case}", ${single ? 'float32' : 'float64'}, ${order}`;
  if (outputs.length !== golden.outputs.length) {
    return [`${where}: ${outputs.length} outputs, expected ${golden.outputs.length}`];
  }
  const ofOutputs = outputs.map((output, i) => outputComplaint(output, golden.outputs[i]!, single));
  const ofGradients = gradientComplaints(golden, outputs, tensorsIn(args, wantsGradient));
  return [
    ...ofOutputs.flatMap((wrong, i) => (wrong === null ? [] : [`${where}: output ${i} ${wrong}`])),
    ...ofGradients.flatMap((wrong, i) => (wrong === null ? [] : [`${where}: gradient of input ${i} ${wrong}`])),
  ];
}

const wantsGradient = ({ requiresGrad }: Tensor): boolean => requiresGrad;
const toleranceOf = ({ dtype }: Tensor): Tolerance => (dtype === 'float32' ? float32Tolerance : float64Tolerance);

function outputComplaint(output: Tensor, { shape, dtype, data }: GoldenTensor, single: boolean): string | null {
  const wantedDtype = single && dtype === 'float64' ? 'float32' : dtype;
  if (output.shape.join() !== shape.join()) return `has shape ${shapeText(output.shape)}, expected ${shapeText(shape)}`;
  if (output.dtype !== wantedDtype) return `is ${output.dtype}, expected ${wantedDtype}`;
  return mismatch(output.dataSync(), data, shape, toleranceOf(output));
}

function gradientComplaints(golden: OpCase, outputs: readonly Tensor[], leaves: readonly Tensor[]): (string | null)[] {
  if (golden.gradients === undefined) return [];
  expect(leaves, 'one recorded gradient for each input that wants one').toHaveLength(golden.gradients.length);
  const got = gradientsOf(outputs, golden.upstream!, leaves);
  return golden.gradients.map((expected, i) => {
    const leaf = leaves[i]!;
    if (got[i]!.shape.join() !== leaf.shape.join()) return `has shape ${shapeText(got[i]!.shape)}`;
    return mismatch(got[i]!.dataSync(), expected, leaf.shape, toleranceOf(leaf));
  });
}

for (const [op, ofOp] of Map.groupBy(cases, (golden) => golden.op)) {
  describe(`${op} does what PyTorch does`, () => {
    for (const golden of ofOp) {
      it(golden.case, () => {
        expect(ops[op], `there is no op called ${op} in framework/ops/list.ts`).toBeTypeOf('function');
        const runs = golden.float32 === false ? decodings.filter(({ single }) => !single) : decodings;
        const found = runs.flatMap((decoding) => complaints(golden, decoding));
        expect(found, found.join('\n')).toEqual([]);
      });
    }
  });
}

describe('the golden values', () => {
  const listed = Object.keys(opList).sort();

  it('cover every op', () => {
    const covered = new Set(cases.map((golden) => golden.op));
    expect(listed.filter((op) => !covered.has(op))).toEqual([]);
  });

  it('cover the gradient of every op that has one', () => {
    const covered = new Set(cases.filter((golden) => golden.gradients !== undefined).map((golden) => golden.op));
    const hasGradient = (op: string): boolean => {
      const { backward, composed } = ops[op]!.definition ?? { backward: null };
      return backward !== null || composed === true;
    };
    expect(listed.filter((op) => hasGradient(op) && !covered.has(op))).toEqual([]);
  });
});
