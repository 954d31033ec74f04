/**
 * Makes and times a product with a reader's function, within the sandbox; its text goes there, so it imports nothing. Loaded before the
 * reader's code, it keeps the clock that was there.
 */

type Blocked = (
  a: number[],
  b: number[],
  m: number,
  k: number,
  n: number,
  block: number,
  visit: (i: number, p: number, j: number) => void,
) => ArrayLike<number>;
type Packed = (b: number[], k: number, n: number, width: number) => ArrayLike<number>;

interface Answers {
  readonly blockedMatmul?: Blocked;
  readonly packPanels?: Packed;
}

/** A block of three such squares of numbers fits into the first cache. */
const BLOCK = 32;
/** Columns of a panel: as many sums as rung C2 keeps side by side. */
const WIDTH = 4;
/** The clock is coarse, so a sample is at least so long; the search for how many products that takes is the warm-up. */
const SAMPLE_MS = 20;
const BUDGET_MS = 400;
/** A product this slow is measured with fewer samples, at least one. */
const PATIENCE_MS = 1600;
const ENOUGH_SAMPLES = 3;

const now = performance.now.bind(performance);

/** a · b from the reader's panels of b: our loop, four sums at a time, which reads a panel as it lies. */
function overPanels(a: readonly number[], panels: ArrayLike<number>, n: number): number[] {
  const c: number[] = new Array(n * n).fill(0);
  for (let first = 0; first < n; first += WIDTH) {
    const panel = first * n;
    for (let i = 0; i < n; i++) {
      let [c0, c1, c2, c3] = [0, 0, 0, 0];
      for (let p = 0; p < n; p++) {
        const x = a[i * n + p]!;
        const at = panel + p * WIDTH;
        c0 += x * panels[at]!;
        c1 += x * panels[at + 1]!;
        c2 += x * panels[at + 2]!;
        c3 += x * panels[at + 3]!;
      }
      const at = i * n + first;
      c[at] = c0;
      c[at + 1] = c1;
      c[at + 2] = c2;
      c[at + 3] = c3;
    }
  }
  return c;
}

function productOf({ blockedMatmul, packPanels }: Answers, a: number[], b: number[], n: number): ArrayLike<number> {
  if (blockedMatmul !== undefined) return blockedMatmul(a, b, n, n, n, BLOCK, () => {});
  return overPanels(a, packPanels!(b, n, n, WIDTH), n);
}

/** What the last product was: it is fetched piece by piece. */
let made: ArrayLike<number> = [];

function timed(answers: Answers, left: Float32Array, right: Float32Array, n: number): number[] {
  const [a, b] = [Array.from(left), Array.from(right)];
  const sample = (times: number): number => {
    const before = now();
    for (let i = 0; i < times; i++) made = productOf(answers, a, b, n);
    return now() - before;
  };
  let times = 1;
  while (sample(times) < SAMPLE_MS) times *= 2;
  const samples: number[] = [];
  const start = now();
  do samples.push(sample(times) / times);
  while (now() - start < (samples.length < ENOUGH_SAMPLES ? PATIENCE_MS : BUDGET_MS));
  samples.sort((x, y) => x - y);
  return [samples[samples.length >> 1]!, samples.length * times];
}

/**
 * First with both matrices: `[milliseconds of one product, products]`. Then, without them, numbers `from` to `to` of the last product.
 *
 * @param n rows and columns of each matrix; no size of the ladder leaves a panel that is not full
 */
export function drive(
  answers: Answers,
  left: Float32Array | null,
  right: Float32Array | null,
  n: number,
  from: number,
  to: number,
): number[] | Float32Array {
  if (left !== null && right !== null) return timed(answers, left, right, n);
  const part = new Float32Array(to - from);
  for (let i = from; i < to; i++) part[i - from] = i < made.length ? made[i]! : Number.NaN;
  return part;
}
