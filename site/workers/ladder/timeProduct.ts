/**
 * How long one product takes: the median over samples, each of so many products that a browser's coarse clock (5 to 100 µs), and the
 * way to a GPU and back, hardly count. The search for that number is the warm-up, and is thrown away.
 */

const SAMPLE_MS = 20;
const BUDGET_MS = 400;
const ENOUGH_SAMPLES = 3;
/** A product this slow is measured with fewer samples, at least one. */
const PATIENCE_MS = 1600;

export interface Timing {
  /** Median time of one product. */
  readonly ms: number;
  /** Products that were timed. */
  readonly products: number;
}

/**
 * @param run makes the product so many times, and is done when they are
 * @param now a clock in milliseconds
 */
export async function timeProduct(
  run: (times: number) => void | Promise<void>,
  now = () => performance.now(),
): Promise<Timing> {
  const sample = async (times: number): Promise<number> => {
    const before = now();
    const waiting = run(times);
    if (waiting !== undefined) await waiting;
    return now() - before;
  };
  let times = 1;
  while ((await sample(times)) < SAMPLE_MS) times *= 2;
  const samples: number[] = [];
  const start = now();
  do {
    samples.push((await sample(times)) / times);
  } while (now() - start < (samples.length < ENOUGH_SAMPLES ? PATIENCE_MS : BUDGET_MS));
  return { ms: medianOf(samples), products: samples.length * times };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
