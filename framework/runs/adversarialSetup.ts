/**
 * What the runs with two players share: a generator turns noise into examples, a discriminator tells them from real ones, and each learns
 * from what the other does. One step is an update of the discriminator, then one of the generator (or several of each, if asked for).
 * Source: Goodfellow et al., "Generative adversarial nets" (2014), algorithm 1, with the generator's loss of §3 that does not fade.
 */
import { DataLoader } from '../data/DataLoader.ts';
import type { Dataset } from '../data/Dataset.ts';
import { type Layer, Module } from '../nn/Module.ts';
import { bceWithLogits } from '../ops/index.ts';
import { Adam } from '../optim/Adam.ts';
import { ones, randn, zeros } from '../tensor/create.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import type { Device } from '../tensor/storage.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { currentPass, emit, inPass, isListening, isObserved, unheard } from '../trace/emit.ts';
import { deviceOf } from '../train/deviceSteps.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';
import { choice, count, type KnobValues, rate } from './knobs.ts';
import { knobsConfig, type Run } from './Run.ts';

/** How many are shown to whoever wants to look. */
const SHOWN = 200;

/** Both players in one module, so that they are saved and shown together. */
export class Players extends Module {
  /** noise [N, Z] → examples [N, …] */
  readonly generator: Layer;
  /** examples [N, …] → logits that they are real [N, 1] */
  readonly discriminator: Layer;

  constructor(generator: Layer, discriminator: Layer) {
    super();
    this.generator = generator;
    this.discriminator = discriminator;
  }
}

/** What can be turned about any such run; both rates start alike. */
export const adversarialKnobs = (lr: number, noise: { readonly standard: number; readonly most: number }) => ({
  generatorLr: rate(lr, 1e-5, 0.1),
  discriminatorLr: rate(lr, 1e-5, 0.1),
  /** Random numbers that one example is made from. */
  noise: count(noise.standard, 1, noise.most),
  /** Updates of the discriminator in each step: on the same real batch, with new noise. */
  discriminatorSteps: count(1, 1, 5),
  /** Updates of the generator in each step, with new noise after the first. 0: it is judged and stays as it is, so the other learns alone. */
  generatorSteps: count(1, 0, 5),
  loss: choice(['non-saturating', 'saturating'], 'non-saturating'),
});

interface AdversarialValues {
  readonly generatorLr: number;
  readonly discriminatorLr: number;
  readonly noise: number;
  readonly discriminatorSteps: number;
  readonly generatorSteps: number;
  readonly loss: 'non-saturating' | 'saturating';
  readonly batch: number;
}

/** What one such run decides for itself. */
export interface AdversarialChoices {
  readonly run: Pick<Run, 'name' | 'knobs'>;
  readonly knobs: KnobValues & AdversarialValues;
  readonly seed: number;
  readonly real: Dataset;
  readonly players: Players;
  readonly betas: readonly [number, number];
  readonly epochs: number;
  /** How many generated examples are examined, and what is measured on them [samples, …]. */
  readonly samples: number;
  readonly measure: (generated: Tensor) => Metrics;
  /**
   * What is shown of a step beside its ops, by name: made of the players as they stand when the generator's turn begins, outside the recorded
   * history, and only for whoever asks. `generate` makes as many examples as it is told, always from the same noise.
   */
  readonly observe?: Readonly<Record<string, (generate: (examples: number) => Tensor) => Tensor>>;
  /** Further lines of `config`. */
  readonly config?: TrainingSetup['config'];
}

/** What a substitute named `ganStep` gets, before the batch of real examples. It makes all updates of one step and returns its losses. */
export interface GanParts {
  readonly players: Players;
  readonly optimizers: Readonly<Record<'generator' | 'discriminator', Adam>>;
  readonly knobs: AdversarialValues;
  /** Fresh noise for so many examples. */
  readonly draw: (examples: number) => Tensor;
  /** The discriminator's loss where these examples are called real, or generated. */
  readonly says: (x: Tensor, isReal: boolean) => Tensor;
  /** Tell whoever listens what is shown of the players beside the step's ops; to be called when the generator's turn begins. */
  readonly show: () => void;
}

/** @example adversarialSetup({ run: ringGan, knobs, seed, real, players, … }) */
export function adversarialSetup(choices: AdversarialChoices): TrainingSetup {
  const { run, knobs, seed, real, players, betas, epochs, samples, measure } = choices;
  const { generator, discriminator } = players;
  const noise = new Generator(seed).fork('noise');
  const rules = {
    generator: new Adam(generator.parameters(), { lr: knobs.generatorLr, betas }),
    discriminator: new Adam(discriminator.parameters(), { lr: knobs.discriminatorLr, betas }),
  };
  /** Everything is made where the players are. */
  const place = (): { readonly device: Device } => ({ device: deviceOf(players) });
  const says = (x: Tensor, isReal: boolean): Tensor =>
    bceWithLogits(discriminator.forward(x), (isReal ? ones : zeros)([x.shape[0]!, 1], place()));
  /** -log D(x), which stays steep when the discriminator is sure; the game's own log(1 - D(x)) does not. */
  const generatorLoss = (fake: Tensor): Tensor =>
    knobs.loss === 'saturating' ? says(fake, false).neg() : says(fake, true);
  const draw = (examples: number, stream: Generator): Tensor =>
    randn([examples, knobs.noise], { generator: stream, ...place() });
  const generate = (examples: number): Tensor => inPass('generator', () => generator.forward(draw(examples, noise)));
  const show = (examples: number): Tensor => {
    // The same noise each time, from a stream of its own: looking must not change what training draws.
    const seeds = draw(examples, new Generator(seed).fork('examination'));
    players.eval();
    const fake = noGrad(() => generator.forward(seeds));
    players.train();
    return fake;
  };

  const tell = (): void => {
    if (isListening()) showPlayers(choices.observe ?? {}, show);
  };

  /** All updates of one step, the discriminator's first; the last losses of both, not read yet. */
  const update = (given: Tensor): { readonly judged: readonly [Tensor, Tensor]; readonly fooled: Tensor } => {
    players.train();
    const examples = given.shape[0]!;
    let fake = generate(examples);
    let judged: readonly [Tensor, Tensor] | null = null;
    for (let turn = 0; turn < knobs.discriminatorSteps; turn++) {
      if (turn > 0) fake = generate(examples);
      rules.discriminator.zeroGrad(); // the generator's step left gradients here, too
      const known = inPass('discriminator.real', () => walked(says(given, true)));
      const found = inPass('discriminator.fake', () => walked(says(fake.detach(), false)));
      inPass('discriminator.fake', () => rules.discriminator.step());
      judged = [known, found];
    }
    tell();
    let fooled: Tensor | null = null;
    for (let turn = 0; turn < Math.max(1, knobs.generatorSteps); turn++) {
      if (turn > 0) fake = generate(examples);
      rules.generator.zeroGrad();
      fooled = inPass('generator', () => {
        const loss = walked(generatorLoss(fake));
        if (knobs.generatorSteps > 0) rules.generator.step();
        return loss;
      });
    }
    return { judged: judged!, fooled: fooled! };
  };

  return {
    name: run.name,
    seed,
    config: {
      lr: knobs.generatorLr,
      batchSize: knobs.batch,
      examples: real.length,
      epochs,
      optimizer: 'Adam',
      data: 'generated',
      ...choices.config,
      ...knobsConfig(run.knobs, knobs),
    },
    model: players,
    optimizers: rules,
    loader: new DataLoader(real, { batchSize: knobs.batch, shuffle: true, seed }),
    generators: { noise },
    epochs,
    step: ({ tensors: [given] }): Metrics => {
      const substitute = isSubstituting() ? substituteFor('ganStep') : null;
      if (substitute !== null) {
        const own = { draw: (examples: number) => draw(examples, noise), says, show: tell };
        const parts: GanParts = { players, optimizers: rules, knobs, ...own };
        return runSubstitute<Metrics>(substitute, [parts, given]);
      }
      const { judged, fooled } = update(given!);
      return { loss: fooled.itemSync(), discriminatorLoss: bothLosses(judged[0].itemSync(), judged[1].itemSync()) };
    },
    evaluate: (): Metrics => {
      const fake = show(samples);
      players.eval();
      const loss = noGrad(() => generatorLoss(fake)).itemSync();
      players.train();
      return { loss, ...measure(fake) };
    },
    onDevice: {
      step: async ({ tensors: [given] }): Promise<Metrics> => {
        const { judged, fooled } = update(given!.to(place().device));
        const [loss, known, found] = await Promise.all([fooled.item(), judged[0].item(), judged[1].item()]);
        return { loss, discriminatorLoss: bothLosses(known, found) };
      },
      evaluate: async (): Promise<Metrics> => {
        const fake = show(samples);
        players.eval();
        const loss = noGrad(() => generatorLoss(fake));
        players.train();
        const [value, told] = await Promise.all([loss.item(), fake.cpu()]);
        return { loss: value, ...measure(told) };
      },
    },
    compare: () => ({ real: firstOf(real, SHOWN), made: show(SHOWN) }),
  };
}

const firstOf = (dataset: Dataset, examples: number): Tensor => {
  const [batch] = new DataLoader(dataset, { batchSize: examples }).epoch(0);
  return batch!.tensors[0]!;
};

/** What the discriminator is told: its losses on real and generated examples, added as the framework adds. */
export const bothLosses = (known: number, found: number): number => Math.fround(known + found);

function showPlayers(
  observe: NonNullable<AdversarialChoices['observe']>,
  generate: (examples: number) => Tensor,
): void {
  for (const [name, view] of Object.entries(observe)) {
    if (!isObserved(name)) continue;
    emit({ type: 'observed', name, tensor: unheard(() => noGrad(() => view(generate))).traced() });
  }
}

/** Walk back from a loss, which is told to whoever listens; gradients add up. */
export function walked(loss: Tensor): Tensor {
  if (isListening()) emit({ type: 'loss', op: loss.history?.id ?? 0, pass: currentPass(), value: loss.itemSync() });
  loss.backward();
  return loss;
}
