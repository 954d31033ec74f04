/**
 * The engine of `moons-skip`, right and with one of its bugs, away from any page: what the first step's gradients are, and how it trains. Made
 * while the site is built, for figures that must not say whose numbers they show.
 */
import {
  accuracy,
  bugsOf,
  crossEntropy,
  findRun,
  type Module,
  noGrad,
  type Substitute,
  substituting,
  type Tensor,
  type TensorDataset,
  type TrainingSetup,
} from '#framework';

const RUN = 'moons-skip';
const UPDATES = 400;

/** The network's tensors, from the loss back. */
export const PARAMETERS = ['w3', 'b3', 'w2', 'b2', 'w1', 'b1'] as const;
export type Parameter = (typeof PARAMETERS)[number];

/** The mistakes of this lesson, in the order in which it names them. */
export const MISTAKES = [
  'grad-overwrite',
  'no-unbroadcast',
  'unbroadcast-mean-not-sum',
  'matmul-operand-not-transposed',
  'upstream-dropped',
  'mean-not-divided',
] as const;
export type Mistake = (typeof MISTAKES)[number];

export type Network = Module & { forward(x: Tensor): Tensor } & Readonly<Record<Parameter, Tensor>>;

/** What a mistake puts in whose place; nothing for null. */
export const substitutesFor = (mistake: Mistake | null): readonly Substitute[] =>
  bugsOf(RUN)
    .filter(({ id }) => id === mistake)
    .flatMap(({ id, substitutes }) => substitutes.map((part) => ({ ...part, id, by: 'bug' as const })));

export const newEngine = (seed: number): Promise<TrainingSetup> => findRun(RUN).build({ seed });

export type Gradients = Readonly<
  Record<Parameter, { readonly shape: readonly number[]; readonly values: readonly number[] }>
>;

/** The gradients of the first step, seed 7. Errors: those of a mistake that ends the step. */
export async function firstGradients(mistake: Mistake | null): Promise<Gradients> {
  const setup = await newEngine(7);
  const [batch] = setup.loader.epoch(0, 0);
  substituting(substitutesFor(mistake), () => setup.step(batch!));
  const network = setup.model as Network;
  return Object.fromEntries(
    PARAMETERS.map((name) => {
      const { shape, grad } = network[name];
      return [name, { shape, values: Array.from(grad!.dataSync()) }];
    }),
  ) as unknown as Gradients;
}

/** Over all points, before each update and after the last. */
export interface EngineCurve {
  readonly losses: readonly number[];
  /** The share of points that it puts on the right side. */
  readonly right: readonly number[];
}

export async function trainEngine(mistake: Mistake | null, seed: number, updates = UPDATES): Promise<EngineCurve> {
  const setup = await newEngine(seed);
  const substitutes = substitutesFor(mistake);
  const [points, labels] = (setup.loader.dataset as TensorDataset).tensors as [Tensor, Tensor];
  const [losses, right]: [number[], number[]] = [[], []];
  const look = (): void =>
    noGrad(() => {
      const logits = (setup.model as Network).forward(points);
      losses.push(crossEntropy(logits, labels).itemSync());
      right.push(accuracy(logits, labels));
    });
  for (let epoch = 0; losses.length < updates; epoch++)
    for (const batch of setup.loader.epoch(epoch, 0)) {
      if (losses.length === updates) break;
      look();
      substituting(substitutes, () => setup.step(batch));
    }
  look();
  return { losses, right };
}

/** After how many updates a curve has first reached this share; null if never. */
export function firstAt({ right }: EngineCurve, share: number): number | null {
  const found = right.findIndex((value) => value >= share);
  return found < 0 ? null : found;
}
