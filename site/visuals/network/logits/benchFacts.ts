/** What the lesson asks of the bench, answered by the framework while the site is built. */
import { type BenchReading, readBench } from './benchGraph.ts';

const LAST_DIGIT = 1e-9;
const SOME = [2, 1, 0] as const;

/** 0: the large ones gain; 1: nothing changes; 2: they draw together. */
function movedByFive(): number {
  const [before, after] = [SOME, SOME.map((logit) => logit + 5)].map(
    (logits) => readBench({ logits, label: 0 }).shares,
  );
  const by = after![0]! - before![0]!;
  return Math.abs(by) < LAST_DIGIT ? 1 : by > 0 ? 0 : 2;
}

function largestPull({ pulls }: BenchReading): number {
  const sizes = pulls.map(Math.abs);
  return sizes.indexOf(Math.max(...sizes));
}

const withoutRounding = (value: number): number => (Math.abs(value) < LAST_DIGIT ? 0 : value);

export const benchFacts = (): Readonly<Record<string, number>> => ({
  'moved-by-five': movedByFive(),
  'share-of-thousand': readBench({ logits: [1000, 999], label: 0 }).shares[0]!,
  'price-of-nothing': readBench({ logits: [0, 0, 0], label: 0 }).price,
  'largest-pull': largestPull(readBench({ logits: [4, 0, 0], label: 2 })),
  'row-sum': withoutRounding(readBench({ logits: SOME, label: 0 }).slopes[0]!.reduce((sum, slope) => sum + slope, 0)),
});
