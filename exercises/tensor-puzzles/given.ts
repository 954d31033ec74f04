/**
 * How a puzzle is asked: with tensors, and with an ear on the ops that run. What comes back says the numbers, the shape, and whether the
 * rules were kept: only the allowed ops, and no loop that looks at single values.
 */
import { listen, Tensor, tensor } from '#framework';

type Nested = number | readonly Nested[];
type Argument = Nested | { readonly classes: number };
type Puzzle = (...args: (Tensor | number)[]) => Tensor;

const allowed = ['unsqueeze', 'add', 'sub', 'mul', 'div', 'eq', 'ge', 'where', 'sum'];
/** Whole numbers where the puzzle takes labels. */
const labelled = 'oneHot';

/** Runs something and says how often a tensor's numbers were read meanwhile. */
function countReads<R>(run: () => R): [result: R, reads: number] {
  const { dataSync } = Tensor.prototype;
  let reads = 0;
  Tensor.prototype.dataSync = function (this: Tensor) {
    reads++;
    return dataSync.call(this);
  };
  try {
    return [run(), reads];
  } finally {
    Tensor.prototype.dataSync = dataSync;
  }
}

/** The puzzle's answer, the ops it took, and whether it read or made numbers by hand. */
export function drive(
  student: Readonly<Record<string, Puzzle>>,
  puzzle: string,
  args: readonly Argument[],
  par: number | null,
) {
  const given = args.map((arg) =>
    typeof arg === 'object' && 'classes' in arg
      ? arg.classes
      : tensor(arg as number[], puzzle === labelled ? { dtype: 'int32' } : {}),
  );
  const ops: string[] = [];
  const made = new Set<number>();
  const stop = listen((event) => {
    if (event.type !== 'op.fwd') return;
    ops.push(event.name);
    made.add(event.output.id);
  });
  try {
    const [answer, reads] = countReads(() => student[puzzle]!(...given));
    const others = [...new Set(ops.filter((name) => !allowed.includes(name)))];
    const looped = reads > 0 || !made.has(answer.id);
    if (par !== null) return { ops: ops.length <= par ? 'at most par' : 'more than par' };
    return {
      shape: [...answer.shape],
      values: answer.toArray(),
      rules: looped ? 'a number was touched by hand' : others.length > 0 ? `not allowed: ${others.join(', ')}` : 'kept',
    };
  } finally {
    stop();
  }
}
