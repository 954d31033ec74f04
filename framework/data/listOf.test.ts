/** Where a list is wanted, a tensor [N] is one, and whatever else would count as empty is refused. */
import { describe, expect, it } from 'vitest';
import {
  BpeTokenizer,
  CharTokenizer,
  clipTo,
  Generator,
  groupedSplit,
  iqrFence,
  LabelEncoder,
  outside,
  padSequences,
  Subset,
  stratifiedKFold,
  stratifiedSplit,
  Table,
  type Tensor,
  TensorDataset,
  tensor,
  timeSplit,
  tokenWindows,
  Vocabulary,
  WeightedSampler,
  zeros,
  zFence,
} from '../index.ts';

const g = (): Generator => new Generator(0);
const data = new TensorDataset(zeros([4]));
const bpe = new BpeTokenizer([]);
const letters = new CharTokenizer(['a', 'b']);
const words = Vocabulary.build([['a', 'b']]);
const table = Table.of({ x: [1, 2, 3, 4] });
type List = ArrayLike<number> | Tensor;

const takers: readonly (readonly [string, (list: List) => unknown])[] = [
  ['Subset', (list) => [...new Subset(data, list).ids]],
  ['Table.take', (list) => table.take(list).toRows()],
  ['stratifiedSplit', (list) => stratifiedSplit(list, [0.5, 0.5], g()).map((rows) => [...rows])],
  ['groupedSplit', (list) => groupedSplit(list, [0.5, 0.5], g()).map((rows) => [...rows])],
  ['timeSplit', (list) => timeSplit(list, [0.5, 0.5]).map((rows) => [...rows])],
  ['stratifiedKFold', (list) => stratifiedKFold(list, 2).map(({ train }) => [...train])],
  ['BpeTokenizer.decode', (list) => bpe.decode(list)],
  ['CharTokenizer.decode', (list) => letters.decode(list)],
  ['Vocabulary.decode', (list) => words.decode(list)],
  ['LabelEncoder.inverseTransform', (list) => new LabelEncoder().fit(['a', 'b']).inverseTransform(list)],
  ['padSequences', (list) => padSequences([list]).tokens.toArray()],
  ['tokenWindows', (list) => tokenWindows(list, 1).inputs.toArray()],
  ['WeightedSampler', (list) => [...new WeightedSampler(list).order(0)]],
  ['iqrFence', (list) => iqrFence(list)],
  ['zFence', (list) => zFence(list)],
  ['outside', (list) => [...outside(list, { low: 0, high: 0 })]],
  ['clipTo', (list) => [...clipTo(list, { low: 0, high: 0.5 })]],
];

describe('a list of numbers', () => {
  it.each(takers)('%s takes arrays, typed arrays and tensors alike', (_name, take) => {
    const expected = take([0, 1, 1, 0]);
    expect(take(Int32Array.of(0, 1, 1, 0))).toEqual(expected);
    expect(take(tensor([0, 1, 1, 0], { dtype: 'int32' }))).toEqual(expected);
    expect(take(tensor([0, 1, 1, 0]))).toEqual(expected);
  });

  it.each(takers)('%s refuses the rest in words', (_name, take) => {
    for (const other of [null, undefined, 3, '01', {}, new Set([0, 1])])
      expect(() => take(other as never)).toThrow(/(is no list|is missing.*)\nhint: /);
    expect(() => take(zeros([2, 2]))).toThrow(/a tensor of shape \[2, 2\] is no list\nhint: .*flatten/);
    expect(() => take(tensor(1))).toThrow(/a tensor of shape \[\] is no list/);
  });

  it.each(takers.filter(([name]) => ['Subset', 'Table.take', 'padSequences', 'tokenWindows'].includes(name)))(
    '%s takes whole numbers only',
    (_name, take) => {
      for (const value of [0.5, Number.NaN, 2 ** 32, '1', null])
        expect(() => take([0, value] as never)).toThrow(/number 1 of the list is .*, no whole number/);
    },
  );
});
