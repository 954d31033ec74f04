/**
 * What the runs with two players share: a maker turns noise into examples, a judge tells them from real ones, and each learns
 * from what the other does. One step is an update of the judge, then one of the maker.
 * Source: Goodfellow et al., "Generative adversarial nets" (2014), algorithm 1, with the maker's loss of §3 that does not fade.
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
import type { Tensor } from '../tensor/Tensor.ts';
import { emit, isListening } from '../trace/emit.ts';
import { deviceOf } from '../train/deviceSteps.ts';
import type { Metrics, TrainingSetup } from '../train/setup.ts';

/** How many are shown to whoever wants to look. */
const SHOWN = 200;

/** Both players in one module, so that they are saved and shown together. */
export class Players extends Module {
  /** noise [N, Z] → examples [N, …] */
  readonly maker: Layer;
  /** examples [N, …] → logits that they are real [N, 1] */
  readonly judge: Layer;

  constructor(maker: Layer, judge: Layer) {
    super();
    this.maker = maker;
    this.judge = judge;
  }
}

/** What one such run decides for itself. */
export interface AdversarialChoices {
  readonly name: string;
  readonly seed: number;
  readonly real: Dataset;
  readonly players: Players;
  /** Random numbers that one example is made from. */
  readonly noise: number;
  readonly lr: number;
  readonly betas: readonly [number, number];
  readonly epochs: number;
  readonly batchSize: number;
  /** How many made examples are examined, and what is measured on them [samples, …]. */
  readonly samples: number;
  readonly measure: (made: Tensor) => Metrics;
  /** Further lines of `config`. */
  readonly config?: TrainingSetup['config'];
}

/** @example adversarialSetup({ name: 'ring-gan', seed, real, players, noise: 8, … }) */
export function adversarialSetup(choices: AdversarialChoices): TrainingSetup {
  const { name, seed, real, players, noise: size, lr, betas, epochs, batchSize, samples, measure } = choices;
  const { maker, judge } = players;
  const noise = new Generator(seed).fork('noise');
  const rules = {
    maker: new Adam(maker.parameters(), { lr, betas }),
    judge: new Adam(judge.parameters(), { lr, betas }),
  };
  /** Everything is made where the players are. */
  const place = (): { readonly device: Device } => ({ device: deviceOf(players) });
  const judgeLoss = (given: Tensor, made: Tensor): Tensor =>
    bceWithLogits(judge.forward(given), ones([given.shape[0]!, 1], place())).add(
      bceWithLogits(judge.forward(made), zeros([made.shape[0]!, 1], place())),
    );
  const makerLoss = (made: Tensor): Tensor => bceWithLogits(judge.forward(made), ones([made.shape[0]!, 1], place()));
  const draw = (count: number, generator: Generator): Tensor => randn([count, size], { generator, ...place() });
  const make = (count: number): Tensor => {
    // The same noise each time, from a stream of its own: looking must not change what training draws.
    const seeds = draw(count, new Generator(seed).fork('examination'));
    players.eval();
    const made = noGrad(() => maker.forward(seeds));
    players.train();
    return made;
  };
  const learning = { lr, batchSize, examples: real.length, epochs };
  return {
    name,
    seed,
    config: { ...learning, optimizer: 'Adam', data: 'generated', ...choices.config },
    model: players,
    optimizers: rules,
    loader: new DataLoader(real, { batchSize, shuffle: true, seed }),
    generators: { noise },
    epochs,
    step: ({ tensors: [given] }): Metrics => {
      players.train();
      const made = maker.forward(draw(given!.shape[0]!, noise));
      const judged = update(rules.judge, judgeLoss(given!, made.detach()));
      return { loss: update(rules.maker, makerLoss(made)), judgeLoss: judged };
    },
    evaluate: (): Metrics => {
      const made = make(samples);
      players.eval();
      const loss = noGrad(() => makerLoss(made)).itemSync();
      players.train();
      return { loss, ...measure(made) };
    },
    onDevice: {
      step: async ({ tensors: [given] }): Promise<Metrics> => {
        players.train();
        const made = maker.forward(draw(given!.shape[0]!, noise));
        const judged = learn(rules.judge, judgeLoss(given!.to(place().device), made.detach()));
        const fooled = learn(rules.maker, makerLoss(made));
        const [loss, judgeValue] = await Promise.all([fooled.item(), judged.item()]);
        return { loss, judgeLoss: judgeValue };
      },
      evaluate: async (): Promise<Metrics> => {
        const made = make(samples);
        players.eval();
        const loss = noGrad(() => makerLoss(made));
        players.train();
        const [value, told] = await Promise.all([loss.item(), made.cpu()]);
        return { loss: value, ...measure(told) };
      },
    },
    compare: () => ({ real: firstOf(real, SHOWN), made: make(SHOWN) }),
  };
}

const firstOf = (dataset: Dataset, count: number): Tensor => {
  const [batch] = new DataLoader(dataset, { batchSize: count }).epoch(0);
  return batch!.tensors[0]!;
};

/** One player's update. Its loss is told to whoever listens, the judge's first and the maker's, which is the step's, last. */
function update(rule: Adam, loss: Tensor): number {
  const value = loss.itemSync();
  if (isListening()) emit({ type: 'loss', op: loss.history?.id ?? 0, value });
  learn(rule, loss);
  return value;
}

function learn(rule: Adam, loss: Tensor): Tensor {
  rule.zeroGrad(); // the other player's step left gradients here, too
  loss.backward();
  rule.step();
  return loss;
}
