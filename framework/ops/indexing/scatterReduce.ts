import { kernels } from '../../kernels/backend.ts';
import { eye, ones, tensor } from '../../tensor/create.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { isGradEnabled } from '../../tensor/history.ts';
import { emptyTensor, Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkIndex, watchEntries } from './gather.ts';
import { checkSource } from './scatterSource.ts';

/** How the entries that meet at one place become one. */
export type ScatterReduction = 'sum' | 'prod' | 'mean' | 'amax' | 'amin';

export interface ScatterReduceOptions {
  /** Does what stands at a place take part where entries arrive? Default true. */
  readonly includeSelf?: boolean;
}

type Args = [
  x: Tensor,
  axis: number,
  index: Tensor,
  source: Tensor,
  reduce: ScatterReduction,
  options?: ScatterReduceOptions,
];

/** Where entries meet: everything but x that a derivative asks for. */
interface Meeting {
  readonly axis: number;
  readonly index: Tensor;
  readonly source: Tensor;
}

const reduced = defineOp<Args>({
  name: 'scatterReduce',
  summary: 'Entries that an index sends to one place are reduced together.',
  tex: {
    forward: String.raw`y_{ic} = \operatorname{reduce} \bigl( x_{ic}, \; s_{ij} : k_{ij} = c \bigr)`,
    backward: String.raw`\bar{s}_{ij} = \bar{y}_{i,\,k_{ij}} \, \frac{\partial y_{i,\,k_{ij}}}{\partial s_{ij}}: \quad 1, \;\; \tfrac{1}{n}, \;\; \prod_{\text{others}} s, \;\; \frac{[\,s \text{ is the extreme}\,]}{\text{ties}}`,
  },
  kernels: ['copy', 'scatterAdd', 'scatterReduce', 'zip', 'map'],
  tensors: ([x, , , source]) => [x, source],
  forward: (x, axis, index, source, reduce, options) => {
    const place = checkIndex('scatterReduce', x, axis, index);
    checkSource('scatterReduce', x, index, source);
    checkReduction(reduce);
    const meeting = { axis, index, source };
    const watched = (run: () => Tensor): Tensor => watchEntries('scatterReduce', index, x, place, run);
    const base = watched(() => startOf(x, meeting, reduce, options));
    if (reduce === 'sum') return watched(() => base.scatterAdd(axis, index, source));
    if (reduce === 'mean') return watched(() => base.scatterAdd(axis, index, source).div(countOf(x, meeting, options)));
    const out = emptyTensor(x.shape, x.dtype);
    kernels().copy(base, out.memory);
    const f = reduce === 'prod' ? 'prod' : reduce === 'amax' ? 'max' : 'min';
    watchEntries('scatterReduce', index, x, place, () =>
      kernels().scatterReduce(f, index, source, place, x.shape, out.memory),
    );
    return out;
  },
  backward: (grad, { inputs: [x, source], output, args: [, axis, index, , reduce, options] }) => {
    const meeting = { axis, index, source };
    const [ofX, ofSource] =
      reduce === 'prod'
        ? productSlopes(grad, x, meeting, options)
        : reduce === 'amax' || reduce === 'amin'
          ? extremeSlopes(grad, x, output, meeting, options)
          : sumSlopes(reduce === 'mean' ? grad.div(countOf(x, meeting, options)) : grad, meeting);
    return [isSelfIncluded(options) ? ofX : ofX.scatter(axis, index, 0), ofSource];
  },
  examples: (g) => {
    const index = tensor([[2, 0, 2, 2, 1]], { dtype: 'int32' });
    const call = (reduce: ScatterReduction, options?: ScatterReduceOptions): Args => {
      const [x, source] = [uniform(g, [1, 4], [0.5, 1]), uniform(g, [1, 5], [1.2, 2])];
      return options === undefined ? [x, 1, index, source, reduce] : [x, 1, index, source, reduce, options];
    };
    return [
      call('sum'),
      call('prod'),
      call('mean'),
      call('amax'),
      call('amin'),
      call('sum', { includeSelf: false }),
      call('prod', { includeSelf: false }),
      call('mean', { includeSelf: false }),
      call('amax', { includeSelf: false }),
      call('amin', { includeSelf: false }),
      [uniform(g, [1, 4], [0.5, 1]), 1, index, tensor([[2, 0, 1.5, 0, 0.5]], exact), 'prod'], // two zeros at a place, and one
      [tensor([[0, 2, 3, 1]], exact), 1, index, tensor([[0, 1.2, 1.5, 2, 0]], exact), 'prod'],
      [uniform(g, [1, 4], [0.5, 1]), 1, index, tensor([[0, 0, 1.5, 0, 0]], exact), 'prod', { includeSelf: false }],
    ];
  },
});

const exact = { dtype: 'float64' } as const;

/**
 * A copy of x where the entries of `source` that an index sends to one place are reduced together: added, multiplied, averaged, or
 * only the largest (smallest) kept. Places that no index names stay as they are. Equal extremes share the gradient.
 *
 * Errors: index and source of different shapes or dtypes; an index outside; the mean of whole numbers, which would lose its fractions.
 *
 * @example zeros([3]).scatterReduce(0, group, values, 'mean', { includeSelf: false }) // the mean of each group
 */
export const scatterReduce: Op<Args> = Object.assign(
  (...args: Args): Tensor => {
    refuseWholeMean(args[0], args[4]); // here still in their own dtype: inside, whole numbers are exact floats
    return reduced(...args);
  },
  { definition: reduced.definition },
);

const isSelfIncluded = (options: ScatterReduceOptions | undefined): boolean => options?.includeSelf ?? true;

/** x, or with the number that changes nothing at every place that is named. */
function startOf(
  x: Tensor,
  { axis, index }: Meeting,
  reduce: ScatterReduction,
  options: ScatterReduceOptions | undefined,
): Tensor {
  if (isSelfIncluded(options)) return x;
  const largest = isFloat(x.dtype) ? Number.POSITIVE_INFINITY : 2 ** 31 - 1;
  const neutral = { sum: 0, mean: 0, prod: 1, amax: isFloat(x.dtype) ? -largest : -largest - 1, amin: largest };
  return x.scatter(axis, index, neutral[reduce]);
}

/** How many numbers meet at each place; 1 where none arrive. */
function countOf(x: Tensor, { axis, index, source }: Meeting, options: ScatterReduceOptions | undefined): Tensor {
  const selves = ones(x.shape, { dtype: x.dtype });
  const base = isSelfIncluded(options) ? selves : selves.scatter(axis, index, 0);
  return base.scatterAdd(axis, index, ones(source.shape, { dtype: x.dtype }));
}

const sumSlopes = (grad: Tensor, { axis, index }: Meeting): [Tensor, Tensor] => [grad, grad.gather(axis, index)];

/** Ties share. */
function extremeSlopes(
  grad: Tensor,
  x: Tensor,
  output: Tensor,
  { axis, index, source }: Meeting,
  options: ScatterReduceOptions | undefined,
): [Tensor, Tensor] {
  const standing = x.eq(output).to(x.dtype);
  const ofX = isSelfIncluded(options) ? standing : standing.scatter(axis, index, 0);
  const arrived = source.eq(output.gather(axis, index)).to(x.dtype);
  const share = grad.div(ofX.scatterAdd(axis, index, arrived));
  return [share.mul(ofX), share.gather(axis, index).mul(arrived)];
}

/**
 * Each factor receives the product of the others: divided out of the whole, or, for the only 0 at a place, what is left without it. That the
 * others lack a 0 is no constant, however: where the way back is itself differentiated, they are multiplied out instead.
 */
function productSlopes(
  grad: Tensor,
  x: Tensor,
  meeting: Meeting,
  options: ScatterReduceOptions | undefined,
): [Tensor, Tensor] {
  const { axis, index, source } = meeting;
  const arrived = ones(x.shape, { dtype: x.dtype }).scatterReduce(axis, index, source, 'prod');
  if (isGradEnabled() && (source.device !== 'cpu' || source.dataSync().includes(0))) {
    const others = productOfOthers(meeting);
    const whole = isSelfIncluded(options) ? others.mul(x.gather(axis, index)) : others;
    return [grad.mul(arrived), grad.gather(axis, index).mul(whole)];
  }
  const isZero = source.eq(0);
  const zeros = x.mul(0).scatterAdd(axis, index, isZero.to(x.dtype)).gather(axis, index);
  const factors = isZero.where(1, source);
  const whole = x
    .scatterReduce(axis, index, factors, 'prod', options ?? {})
    .gather(axis, index)
    .div(factors);
  const others = zeros.sub(isZero.to(x.dtype)).eq(0).where(whole, 0); // another 0 at the place leaves nothing
  return [grad.mul(arrived), grad.gather(axis, index).mul(others)];
}

/** For each entry of `source` the product of all others that go to its place. Quadratic in their number. The shape of source. */
function productOfOthers({ axis, index, source }: Meeting): Tensor {
  if (source.rank === 0) return ones([], { dtype: source.dtype, device: source.device });
  const n = source.shape[axis < 0 ? axis + source.rank : axis]!;
  const places = index.transpose(axis, -1); // [.., n]
  const meets = places.unsqueeze(-1).eq(places.unsqueeze(-2)); // entry, other [.., n, n]
  const isOther = meets.logicalAnd(eye(n, n, { dtype: 'bool', device: source.device }).logicalNot());
  const line = source.transpose(axis, -1).unsqueeze(-2); // [.., 1, n]
  return isOther.where(line, 1).prod(-1).transpose(axis, -1);
}

function checkReduction(reduce: ScatterReduction): void {
  const known = ['sum', 'prod', 'mean', 'amax', 'amin'];
  if (!known.includes(reduce)) {
    throw new ChalkgradError(
      `scatterReduce: there is no reduction '${String(reduce)}'`,
      `choose one of: ${known.join(', ')}.`,
    );
  }
}

function refuseWholeMean(x: Tensor, reduce: ScatterReduction): void {
  if (reduce === 'mean' && x instanceof Tensor && !isFloat(x.dtype)) {
    throw new ChalkgradError(
      `scatterReduce: the mean of ${x.dtype} ${shapeText(x.shape)} would lose its fractions`,
      "convert both first: .to('float32').",
    );
  }
}
