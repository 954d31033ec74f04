import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Value } from '../grader/sandbox/values.ts';
import type { Node } from './solution.ts';

type Fields = Record<string, Node | Node[]>;

const box = (fields: Fields): Node => ({ kind: 'module', fields });
const parameter = (id: number): Node => ({ kind: 'parameter', id });
const buffer = (id: number): Node => ({ kind: 'buffer', id });
/** What the sandbox is handed: the tree as plain data. */
const tree = (root: Node): readonly Value[] => [root as unknown as Value];

/** Ids in no order, none twice. */
function* ids(random: Generator): globalThis.Generator<number, never> {
  for (let id = whole(random, 1, 9); ; id += whole(random, 1, 7)) yield id;
}

const linear = (next: () => number): Node => box({ weight: parameter(next()), bias: parameter(next()) });
const drawn =
  (make: (next: () => number, random: Generator) => Node) =>
  (random: Generator): readonly Value[] => {
    const numbers = ids(random);
    return tree(make(() => numbers.next().value, random));
  };

/** One tree flattened without a path handed down: lines of [path, id, kind] from the inside out, then sifted. */
function byLines(root: Node): Value {
  const lines = (node: Node | Node[]): (readonly [string[], number, string])[] => {
    if (!Array.isArray(node) && node.kind !== 'module') return [[[], node.id, node.kind]];
    const entries = Array.isArray(node)
      ? node.map((child, i) => [`${i}`, child] as const)
      : Object.entries(node.fields);
    return entries.flatMap(([name, child]) =>
      lines(child).map(([path, id, kind]) => [[name, ...path], id, kind] as const),
    );
  };
  const trained = lines(root).filter(([, , kind]) => kind === 'parameter');
  return trained
    .filter(([, id], i) => trained.findIndex(([, other]) => other === id) === i)
    .map(([path, id]) => [path.join('.'), id]);
}

export default defineExercise({
  kind: 'function',
  name: 'namedParameters',
  args: ['root'],
  answer: 'list',
  keepsArguments: true,
  cases: [
    known('one-layer', 'one layer', tree(box({ weight: parameter(1), bias: parameter(2) }))),
    known(
      'two-boxes',
      'two layers in a box',
      drawn((next) => box({ first: linear(next), second: linear(next) })),
    ),
    trap(
      'array',
      'layers in an array',
      drawn((next, random) => box({ layers: Array.from({ length: whole(random, 2, 4) }, () => linear(next)) })),
    ),
    trap(
      'buffers',
      'running means beside weights',
      drawn((next) =>
        box({ norm: box({ weight: parameter(next()), runningMean: buffer(next()), bias: parameter(next()) }) }),
      ),
    ),
    trap(
      'tied',
      'one weight under two names',
      drawn((next) => {
        const [shared, other] = [next(), next()];
        return box({
          embedding: box({ weight: parameter(shared) }),
          middle: linear(next),
          head: box({ weight: parameter(shared), bias: parameter(other) }),
        });
      }),
    ),
    trap(
      'deep',
      'a box in a box in a box',
      drawn((next) => box({ stem: linear(next), block: box({ inner: linear(next) }), scale: parameter(next()) })),
    ),
    trap('empty', 'a box with nothing to train', tree(box({ flatten: box({}), mean: buffer(3) }))),
    trap(
      'bare',
      'a parameter straight in the outermost box',
      drawn((next) => box({ scale: parameter(next()), layer: linear(next) })),
    ),
  ],
  truth: byLines,
});
