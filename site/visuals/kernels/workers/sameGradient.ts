/**
 * One batch of digits, once whole and once in shards, from the same weights: by how much the gradients differ. Computed by the framework when it is
 * asked: the build does it for a table. The batch and the weights are those before update 40 of digits-cnn.
 */
import {
  bugsOf,
  findRun,
  fit,
  type KnobValues,
  type Substitute,
  substituting,
  type TrainingSetup,
  tensor,
} from '#framework';

export const SEED = 7;
export const STEP = 40;

export interface GradientApart {
  readonly name: 'star' | 'ring' | 'ragged' | 'sum-not-mean' | 'mean-of-means';
  /** In how many of all numbers the two differ at all. */
  readonly unlike: number;
  readonly all: number;
  readonly largest: number;
  /** Length of the difference over the length of the whole batch's gradient. */
  readonly relative: number;
  /** How many times as long it is. */
  readonly times: number;
}

const build = (run: string, knobs: KnobValues = {}): Promise<TrainingSetup> =>
  findRun(run).build({ seed: SEED, testExamples: 10, knobs: { epochs: 2, ...knobs } });

const gradientIn = ({ model }: TrainingSetup): number[] =>
  [...model.parameters()].flatMap(({ grad }) => [...(grad!.dataSync() as Float32Array)]);

const ways: readonly { readonly name: GradientApart['name']; readonly knobs: KnobValues; readonly bug?: string }[] = [
  { name: 'star', knobs: { topology: 'star' } },
  { name: 'ring', knobs: {} },
  { name: 'ragged', knobs: { shards: 'ragged' } },
  { name: 'mean-of-means', knobs: { shards: 'ragged' }, bug: 'mean-of-means' },
  { name: 'sum-not-mean', knobs: {}, bug: 'sum-not-mean' },
];

/** @example (await sameGradient())[0].unlike // how many numbers of four shards' mean are not those of the batch */
export async function sameGradient(): Promise<readonly GradientApart[]> {
  const plain = await build('digits-cnn');
  for await (const { next } of fit(plain, { validate: false })) if (next.step === STEP) break;
  const weights = Object.fromEntries(
    Object.entries(plain.model.stateDict()).map(([name, value]) => [name, tensor(value.toArray())]),
  );
  const [batch] = plain.loader.epoch(0, STEP);
  plain.step(batch!);
  const right = gradientIn(plain);
  const length = Math.hypot(...right);
  const found: GradientApart[] = [];
  for (const { name, knobs, bug } of ways) {
    const setup = await build('digits-workers', knobs);
    setup.model.loadStateDict(weights);
    const [same] = setup.loader.epoch(0, STEP);
    const put = bugsOf('digits-workers').find(({ id }) => id === bug)?.substitutes ?? [];
    substituting(
      put.map((one): Substitute => ({ ...one, id: bug!, by: 'bug' })),
      () => setup.step(same!),
    );
    const gradient = gradientIn(setup);
    const apart = gradient.map((value, i) => Math.abs(value - right[i]!));
    found.push({
      name,
      unlike: gradient.filter((value, i) => !Object.is(value, right[i])).length,
      all: right.length,
      largest: Math.max(...apart),
      relative: Math.hypot(...apart) / length,
      times: Math.hypot(...gradient) / length,
    });
  }
  return found;
}

/** What predictions ask. */
export function factsOf(all: readonly GradientApart[]): Readonly<Record<string, number>> {
  const of = (name: GradientApart['name']): GradientApart => all.find((one) => one.name === name)!;
  return {
    // 0: every number the same, 1: nearly all, 2: a good part differs
    'same-bits': of('star').unlike === 0 ? 0 : of('star').unlike < of('star').all / 20 ? 1 : 2,
    'mean-of-means-percent': 100 * of('mean-of-means').relative,
    'sum-times': of('sum-not-mean').times,
  };
}
