/**
 * What the root of D is for, measured by the framework: random queries and keys of more and more features, and the softmax of their products with
 * the root and without. Runs while the site is built, and in tests; the page only reads what came out.
 */
import { Generator, randn, type Tensor } from '#framework';

/** Features of a query. */
export const featureCounts: readonly number[] = [4, 8, 16, 32, 64, 128, 256];
export const KEYS = 8;
/** So many queries are averaged over. */
export const QUERIES = 64;
const SEED = 7;

export interface Softened {
  /** The weights of the first query on its keys, adding up to 1. */
  readonly weights: readonly number[];
  /** Means over all queries: the largest weight, the entropy in nats, and the length of the gradient behind softmax for one of length 1 before it. */
  readonly largest: number;
  readonly entropy: number;
  readonly passed: number;
}

export interface ScaleRow {
  readonly features: number;
  /** Of all products q · k. */
  readonly variance: number;
  readonly divided: Softened;
  readonly bare: Softened;
}

const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length; // biome-ignore format: one line reads better

/** scores: [queries, keys]; upstream: the same shape, each row of length 1 */
function softened(scores: Tensor, upstream: Tensor): Softened {
  const leaf = scores.detach().requiresGrad_();
  const weights = leaf.softmax(1);
  weights.backward({ gradient: upstream });
  const shares = weights.detach();
  return {
    weights: Array.from(shares.dataSync().subarray(0, KEYS)),
    largest: mean(shares.max(1).dataSync()),
    entropy: mean(shares.mul(shares.clamp(1e-30, 1).log()).sum(1).neg().dataSync()),
    passed: mean(leaf.grad!.square().sum(1).sqrt().dataSync()),
  };
}

/** A row for each number of features. The same at every call. */
export const scaleRows = (): readonly ScaleRow[] =>
  featureCounts.map((features) => {
    const generator = new Generator(SEED).fork(`scale.${features}`);
    const [q, k] = [randn([QUERIES, features], { generator }), randn([KEYS, features], { generator })];
    const raw = randn([QUERIES, KEYS], { generator });
    const upstream = raw.div(raw.square().sum(1, { keepdim: true }).sqrt());
    const products = q.matmul(k.transpose());
    const middle = mean(products.dataSync());
    return {
      features,
      variance: mean(products.dataSync().map((product) => (product - middle) ** 2)),
      divided: softened(products.div(Math.sqrt(features)), upstream),
      bare: softened(products, upstream),
    };
  });

/** What is asked about them. */
export const scaleFacts = (rows: readonly ScaleRow[]): Readonly<Record<string, number>> => ({
  'largest-without': rows.at(-1)!.bare.largest,
  'largest-with': rows.at(-1)!.divided.largest,
  'times-less-gradient': rows.at(-1)!.divided.passed / rows.at(-1)!.bare.passed,
});
