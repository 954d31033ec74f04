/** Seven mistakes in the step of two players, each a flaw of the same step. */
import { randn } from '../../tensor/create.ts';
import { Generator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { inPass } from '../../trace/emit.ts';
import type { Metrics } from '../../train/setup.ts';
import { bothLosses, type GanParts, walked } from '../adversarialSetup.ts';
import type { Bug } from './Bug.ts';

interface Flaws {
  /** The generator's loss looks at examples that are cut from it. */
  readonly generatorDetached?: true;
  /** The discriminator's loss reaches into the generator. */
  readonly fakeNotDetached?: true;
  readonly labelsSwapped?: true;
  readonly saturating?: true;
  readonly reusesNoise?: true;
  readonly oneOptimizer?: true;
  readonly noZeroGrad?: true;
}

/** One step: the discriminator's update, then the generator's. */
function flawedStep({ players, optimizers, draw, knobs, says, show }: GanParts, real: Tensor, flaws: Flaws): Metrics {
  const { generator, discriminator } = optimizers;
  players.train();
  const examples = real.shape[0]!;
  const noise = flaws.reusesNoise ? randn([examples, knobs.noise], { generator: new Generator(0) }) : draw(examples);
  const fake = inPass('generator', () => players.generator.forward(noise));
  if (!flaws.noZeroGrad) discriminator.zeroGrad();
  const isReal = flaws.labelsSwapped !== true;
  const known = inPass('discriminator.real', () => walked(says(real, isReal)));
  const shown = flaws.fakeNotDetached ? fake : fake.detach();
  const found = inPass('discriminator.fake', () => walked(says(shown, !isReal)));
  inPass('discriminator.fake', () => discriminator.step());
  show();
  if (!flaws.noZeroGrad) generator.zeroGrad();
  // Whoever walked through the generator has used up its history.
  const again = flaws.fakeNotDetached ? inPass('generator', () => players.generator.forward(noise)) : fake;
  const fooled = inPass('generator', () => {
    const judged = flaws.generatorDetached ? again.detach() : again;
    const loss = walked(flaws.saturating ? says(judged, false).neg() : says(judged, true));
    generator.step();
    if (flaws.oneOptimizer) discriminator.step();
    return loss;
  });
  return { loss: fooled.itemSync(), discriminatorLoss: bothLosses(known.itemSync(), found.itemSync()) };
}

const flaw = (id: string, summary: string, flaws: Flaws): Bug => ({
  id,
  summary,
  runs: ['ring-gan', 'digits-gan'],
  substitutes: [{ name: 'ganStep', run: (parts: GanParts, real: Tensor) => flawedStep(parts, real, flaws) }],
});

/** In the order of the storyboard. */
export const ganBugs: readonly Bug[] = [
  flaw('generator-detached', 'The generator learns from examples that are cut from it: no gradient reaches it.', {
    generatorDetached: true,
  }),
  flaw('fake-not-detached', 'The walk back of the discriminator goes on into the generator, for nothing.', {
    fakeNotDetached: true,
  }),
  flaw('labels-swapped', 'The discriminator is told that real examples are generated, and generated ones real.', {
    labelsSwapped: true,
  }),
  flaw('saturating-loss', 'The generator makes log(1 - D) small, which is flat where the discriminator is sure.', {
    saturating: true,
  }),
  flaw('reuses-noise', 'Every step generates from the same noise.', { reusesNoise: true }),
  flaw('one-optimizer-for-both', 'The update of the generator moves the discriminator, too.', { oneOptimizer: true }),
  flaw('no-zero-grad', 'Gradients are never emptied, so that every step follows the sum of all before it.', {
    noZeroGrad: true,
  }),
];
