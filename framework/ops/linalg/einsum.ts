import { eye } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

type Args = [equation: string, ...operands: Tensor[]];

/** A tensor whose axes carry letters. */
interface Lettered {
  readonly x: Tensor;
  readonly letters: readonly string[];
}

/**
 * Sums of products, written with letters: one for each axis. A letter missing from the result is summed over; a letter that
 * appears in several operands means that they move together. `...` stands for leading axes. Axes of size 1 stretch. Without an arrow
 * the result has every letter that appears once, in alphabetical order.
 *
 * Source: the summation convention of Einstein (1916), in NumPy's notation.
 *
 * @example einsum('ij,jk->ik', a, b)      // matrix product
 * @example einsum('bij,bij->b', a, b)     // a dot product for each of b
 * @example einsum('ii->', a)              // trace
 */
export const einsum: Op<Args> = composeOp<Args>({
  name: 'einsum',
  summary: 'Sums of products, written with one letter for each axis.',
  tex: {
    forward: String.raw`\texttt{ij,jk->ik}: \quad y_{ik} = \sum_j a_{ij} \, b_{jk}`,
    backward: String.raw`\texttt{ik,jk->ij}: \; \bar{a}, \qquad \texttt{ij,ik->jk}: \; \bar{b}`,
  },
  kernels: ['matmul', 'reduce', 'select'],
  tensors: ([, ...operands]) => operands,
  forward: (equation, ...operands) => {
    const { inputs, output, sizes } = parse(equation, operands);
    const lettered = operands.map((x, i) => withoutSingles(withoutRepeats({ x, letters: inputs[i]! }), sizes));
    const joined = lettered.reduce((a, b, i) =>
      product(a, b, new Set([...output, ...lettered.slice(i + 1).flatMap((later) => later.letters)])),
    );
    const alone = summed(joined, new Set(output));
    return alone.x.permute(output.map((letter) => alone.letters.indexOf(letter)));
  },
  examples: (g) => [
    ['ij,jk->ik', uniform(g, [2, 3], [-1, 1]), uniform(g, [3, 4], [-1, 1])],
    ['bhid,bhjd->bhij', uniform(g, [2, 1, 3, 2], [-1, 1]), uniform(g, [2, 1, 2, 2], [-1, 1])],
    ['i,j,k->kji', uniform(g, [2], [-1, 1]), uniform(g, [3], [-1, 1]), uniform(g, [2], [-1, 1])],
    ['iij->j', uniform(g, [3, 3, 2], [-1, 1])],
    ['...ij,...jk', uniform(g, [2, 2, 3], [-1, 1]), uniform(g, [1, 3, 2], [-1, 1])],
    ['ij,jk->ik', uniform(g, [2, 1], [-1, 1]), uniform(g, [3, 2], [-1, 1])],
    ['ab,ab->', uniform(g, [2, 3], [-1, 1]), uniform(g, [2, 3], [-1, 1])],
  ],
});

/** Letters of each operand and of the result; the axes under `...` become the letters '0', '1' …, counted from the right. */
function parse(
  equation: string,
  operands: readonly Tensor[],
): { inputs: string[][]; output: string[]; sizes: ReadonlyMap<string, number> } {
  const [left = '', right, ...rest] = equation.replaceAll(' ', '').split('->');
  const terms = left.split(',');
  if (rest.length > 0 || terms.length !== operands.length || !/^[A-Za-z.,]*$/.test(left + (right ?? ''))) {
    throw new ChalkgradError(
      `einsum: '${equation}' does not describe ${operands.length} tensors (${operands.map((x) => shapeText(x.shape)).join(', ')})`,
      "write one group of letters for each tensor, separated by commas: 'ij,jk->ik'.",
    );
  }
  const inputs = terms.map((term, i) => lettersOf(term, operands[i]!, equation));
  const sizes = checkSizes(inputs, operands, equation);
  const all = inputs.flat();
  const dots = [...new Set(all.filter(isDot))].sort((a, b) => Number(b) - Number(a));
  const once = [...new Set(all)]
    .filter((letter) => !isDot(letter) && all.indexOf(letter) === all.lastIndexOf(letter))
    .sort();
  const output = right === undefined ? [...dots, ...once] : expandDots(right, dots);
  if (
    new Set(output).size !== output.length ||
    output.some((letter) => !all.includes(letter)) ||
    dots.some((dot) => !output.includes(dot))
  ) {
    throw new ChalkgradError(
      `einsum: the result '${right}' of '${equation}' does not follow from its operands`,
      "each letter of the result stands in some operand, and only once in the result; '...' stays if an operand has it.",
    );
  }
  return { inputs, output, sizes };
}

const isDot = (letter: string): boolean => letter >= '0' && letter <= '9';

/** 'a...b' with dots ['1', '0'] → ['a', '1', '0', 'b'] */
const expandDots = (term: string, dots: readonly string[]): string[] => {
  const [before = '', after] = term.split('...');
  return after === undefined ? [...before] : [...before, ...dots, ...after];
};

function lettersOf(term: string, x: Tensor, equation: string): string[] {
  const named = term.replace('...', '').length;
  const covered = Math.max(x.rank - named, 0);
  const dots = Array.from({ length: covered }, (_, i) => String(covered - 1 - i));
  const letters = expandDots(term, dots);
  if (letters.length !== x.rank || letters.includes('.')) {
    throw new ChalkgradError(
      `einsum: '${term}' in '${equation}' does not name the ${x.rank} axes of ${shapeText(x.shape)}`,
      "each axis needs exactly one letter; '...' may stand for several.",
    );
  }
  return letters;
}

/** A letter has one size everywhere, or is 1 and stretches; twice in one operand it is one size. Returns the size of each letter. */
function checkSizes(
  inputs: readonly string[][],
  operands: readonly Tensor[],
  equation: string,
): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  inputs.forEach((letters, i) => {
    letters.forEach((letter, axis) => {
      const size = operands[i]!.shape[axis]!;
      const before = sizes.get(letter);
      const isAgain = letters.indexOf(letter) < axis && operands[i]!.shape[letters.indexOf(letter)] !== size;
      const stretches = !isAgain && (size === 1 || before === 1);
      if (isAgain || (before !== undefined && before !== size && !stretches)) {
        throw new ChalkgradError(
          `einsum: '${letter}' in '${equation}' is ${before} in one place and ${size} in another (${operands.map((x) => shapeText(x.shape)).join(', ')})`,
          'axes that share a letter must have the same size, or size 1.',
        );
      }
      sizes.set(letter, before === undefined || before === 1 ? size : before);
    });
  });
  return sizes;
}

/** An axis of size 1 whose letter is larger elsewhere is the same all along it: it can as well be left out. */
function withoutSingles({ x, letters }: Lettered, sizes: ReadonlyMap<string, number>): Lettered {
  const axis = letters.findIndex((letter, at) => x.shape[at] === 1 && !isDot(letter) && sizes.get(letter) !== 1);
  if (axis < 0) return { x, letters };
  return withoutSingles({ x: x.squeeze(axis), letters: letters.toSpliced(axis, 1) }, sizes);
}

/** A letter twice in one operand means its diagonal: everything off it is multiplied away. */
function withoutRepeats({ x, letters }: Lettered): Lettered {
  const second = letters.findIndex((letter, axis) => letters.indexOf(letter) < axis);
  if (second < 0) return { x, letters };
  const first = letters.indexOf(letters[second]!);
  const last = x.rank - 1;
  const others = letters.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second);
  const moved = x.permute([...others, first, second]);
  const diagonal = eye(x.shape[first]!, x.shape[first]!, { dtype: 'bool' }).where(moved, 0).sum(last); // [others…, n]
  return withoutRepeats({ x: diagonal, letters: [...others.map((axis) => letters[axis]!), letters[first]!] });
}

/** Sum over the letters nobody needs any more. */
function summed({ x, letters }: Lettered, needed: ReadonlySet<string>): Lettered {
  const gone = letters.map((_, axis) => axis).filter((axis) => !needed.has(letters[axis]!));
  return gone.length === 0
    ? { x, letters }
    : { x: x.sum(gone), letters: letters.filter((letter) => needed.has(letter)) };
}

/** Two operands become one by a batched matrix product: [shared and kept, left only, shared and summed] × [.., right only]. */
function product(left: Lettered, right: Lettered, needed: ReadonlySet<string>): Lettered {
  const a = summed(left, new Set([...needed, ...right.letters]));
  const b = summed(right, new Set([...needed, ...left.letters]));
  const shared = a.letters.filter((letter) => b.letters.includes(letter));
  const batch = shared.filter((letter) => needed.has(letter));
  const folded = shared.filter((letter) => !needed.has(letter));
  const rows = a.letters.filter((letter) => !shared.includes(letter));
  const columns = b.letters.filter((letter) => !shared.includes(letter));
  const matrixA = arranged(a, batch, rows, folded); // [batch…, rows, folded]
  const matrixB = arranged(b, batch, folded, columns); // [batch…, folded, columns]
  const y = matrixA.matmul(matrixB);
  const sizes = [...sizesOf(a, rows), ...sizesOf(b, columns)];
  return { x: y.reshape([...y.shape.slice(0, batch.length), ...sizes]), letters: [...batch, ...rows, ...columns] };
}

const sizesOf = ({ x, letters }: Lettered, chosen: readonly string[]): number[] =>
  chosen.map((letter) => x.shape[letters.indexOf(letter)]!);
const count = (sizes: readonly number[]): number => sizes.reduce((product, n) => product * n, 1);

/** Axes in the order batch, first, second, with the last two groups merged into one axis each. */
function arranged(
  operand: Lettered,
  batch: readonly string[],
  first: readonly string[],
  second: readonly string[],
): Tensor {
  const order = [...batch, ...first, ...second].map((letter) => operand.letters.indexOf(letter));
  return operand.x
    .permute(order)
    .reshape([...sizesOf(operand, batch), count(sizesOf(operand, first)), count(sizesOf(operand, second))]);
}
