import type { Generator } from '#framework';
import { between } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';
import { carryOut } from './given.ts';

/** A number with its slopes, one for each leaf: derivatives forwards, as the solution does not do it. */
interface Dual {
  readonly data: number;
  readonly slopes: readonly number[];
}

const combine = (a: Dual, b: Dual, data: number, byA: number, byB: number): Dual => ({
  data,
  slopes: a.slopes.map((slope, i) => byA * slope + byB * b.slopes[i]!),
});

const rules: Readonly<Record<string, (a: Dual, b: Dual) => Dual>> = {
  add: (a, b) => combine(a, b, a.data + b.data, 1, 1),
  mul: (a, b) => combine(a, b, a.data * b.data, b.data, a.data),
  tanh: (a) => combine(a, a, Math.tanh(a.data), 1 / Math.cosh(a.data) ** 2, 0),
  pow: (a, { data: n }) => combine(a, a, a.data ** n, n * a.data ** (n - 1), 0),
};

/** Every leaf is nudged by itself, on the way forwards; what `backward` leaves is the sum over its calls. */
function forwards(lines: readonly string[]) {
  const names = lines.flatMap((line) => /^(\w+) = new Value/.exec(line)?.[1] ?? []);
  const grads = names.map(() => 0);
  const { values, roots } = carryOut<Dual>(lines, {
    make: (data, name) => ({ data, slopes: names.map((other) => Number(other === name)) }),
    call: (value, method, argument) => {
      if (method === 'backward') for (const [i, slope] of value.slopes.entries()) grads[i]! += slope;
      if (method === 'backward') return value;
      const other = typeof argument === 'object' && argument !== null ? argument : { data: argument ?? 0, slopes: names.map(() => 0) };
      return rules[method]!(value, other);
    },
  }); // biome-ignore format: a constant has no slope
  return Object.fromEntries([
    ...roots.map((name) => [`${name}.data`, values.get(name)!.data] as const),
    ...names.map((name, i) => [`${name}.grad`, grads[i]!] as const),
  ]);
}

const leaf = (name: string, random: Generator, low = 0.4, high = 1.4): string =>
  `${name} = new Value(${between(random, low, high)})`;

/** Forty values, each made of earlier ones; what would grow is squeezed. */
function tangle(random: Generator): string[] {
  const lines = [leaf('v0', random), leaf('v1', random), leaf('v2', random)];
  for (let i = 3; i < 40; i++) {
    const [a, b] = [`v${Math.max(0, i - 1 - random.integer(6))}`, `v${random.integer(i)}`];
    const ways = [`${a}.mul(${b})`, `${a}.add(${b})`, `${a}.tanh()`, `${a}.mul(${between(random, -1.5, 1.5)})`];
    // Every second value lies between −1 and 1, so that nothing runs away.
    lines.push(`v${i} = ${i % 2 === 0 ? `${a}.tanh()` : ways[random.integer(ways.length)]!}`);
  }
  return [...lines, 'y = v39.add(v38)', 'z = y.add(v37)', 'z.backward()'];
}

export default defineExercise({
  kind: 'class',
  name: 'Value',
  driven: true,
  args: ['code'],
  answer: 'seen',
  cases: [
    known('twice-squared', '(a + a)² at 3: the slope is 24', [
      ['a = new Value(3)', 'b = a.add(a)', 'c = b.pow(2)', 'c.backward()'],
    ]),
    known('unit', 'tanh(w x + b)', (random) => [
      [leaf('w', random), leaf('x', random), leaf('b', random), 'p = w.mul(x)', 'z = p.add(b)', 'h = z.tanh()', 'h.backward()'],
    ]), // biome-ignore format: a program in a line
    known('power', 'the third power of a product', (random) => [
      [leaf('a', random, 1.1, 1.6), leaf('b', random, 1.1, 1.6), 'p = a.mul(b)', 'q = p.pow(3)', 'q.backward()'],
    ]),
    trap('times-itself', 'x · x', (random) => [[leaf('x', random), 'y = x.mul(x)', 'y.backward()']]),
    trap('plus-itself', 'x + x', (random) => [[leaf('x', random), 'y = x.add(x)', 'y.backward()']]),
    trap('square-of-a-sum', 'b · b where b = a + a', (random) => [
      [leaf('a', random), 'b = a.add(a)', 'c = b.mul(b)', 'c.backward()'],
    ]),
    trap('diamond', 'two ways that meet again', (random) => [
      [leaf('x', random), 'h = x.tanh()', 'a = h.mul(3)', 'b = h.mul(h)', 'c = a.mul(b)', 'c.backward()'],
    ]),
    trap('depths', 'one value used three times, at different depths', (random) => [
      [leaf('x', random), 'h = x.tanh()', 'a = h.mul(2)', 'b = a.tanh()', 'c = b.mul(h)', 'd = c.add(h)', 'd.backward()'],
    ]), // biome-ignore format: a program in a line
    trap('constants', 'plain numbers, and a power below 0', (random) => [
      [leaf('x', random), 'a = x.mul(-3)', 'b = a.add(0.5)', 'c = b.pow(2)', 'd = c.add(1)', 'e = d.pow(-1)', 'e.backward()'],
    ]), // biome-ignore format: a program in a line
    trap('not-asked', 'a leaf that the result does not depend on', (random) => [
      [leaf('x', random), leaf('u', random), 'a = x.mul(u)', 'b = x.mul(x)', 'b.backward()'],
    ]),
    trap('leaf-alone', 'walked back from a leaf', (random) => [[leaf('x', random), 'x.backward()']]),
    trap('two-graphs', 'two graphs that share their leaves', (random) => [
      [leaf('x', random), leaf('w', random), 'p = x.mul(w)', 'q = x.add(w)', 'p.backward()', 'q.backward()'],
    ]),
    trap('twice', 'walked back twice', (random) => [
      [leaf('x', random), 'a = x.mul(x)', 'b = a.tanh()', 'b.backward()', 'b.backward()'],
    ]),
    trap('further', 'a value in between, used again after a walk', (random) => [
      [leaf('x', random), 'a = x.mul(x)', 'b = a.mul(2)', 'b.backward()', 'c = a.tanh()', 'c.backward()'],
    ]),
    trap('tangle', 'forty values, drawn at random', (random) => [tangle(random)]),
    cost('chain', '20,000 sums one behind the other', [
      ['x = new Value(0.001)', 's = x.add(1)', '20000 times s = s.add(x)', 's.backward()'],
    ]),
    cost('doublings', 'forty doublings: 2⁴⁰ paths', (random) => [
      [leaf('x', random), 'b = x.add(0)', '40 times b = b.add(b)', 'b.backward()'],
    ]),
  ],
  truth: forwards,
});
