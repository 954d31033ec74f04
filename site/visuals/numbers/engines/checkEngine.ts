/**
 * Three gradient checks of an engine on the real numbers of `moons-skip`'s first step, in float64: each op by itself with an upstream of ones,
 * each op with a random one, and all thirteen together, from the loss to every weight. Runs while the site is built.
 */
import { crossEntropy, Generator, substituting, type Tensor, tensor } from '#framework';
import { relativeError } from '../slopes/readSlope.ts';
import { type Mistake, type Network, newEngine, PARAMETERS, type Parameter, substitutesFor } from './engines.ts';

/** One op as it is called in the step. */
export interface Asked {
  /** As figures call it: `a2.matmul`. */
  readonly label: string;
  readonly op: string;
  readonly inputs: readonly Tensor[];
  readonly run: (...inputs: Tensor[]) => Tensor;
}

/** The nudge that float64 likes best, and the relative error above which an entry is wrong. */
const [NUDGE, TOLERANCE] = [1e-5, 1e-3];
/** Below this share of the sum a slope is rounding. */
const ROUNDING = 1e-9;

type Numbers = Float64Array<ArrayBuffer>;
type Weights = Readonly<Record<Parameter, Tensor>>;

const exact = (x: Tensor): Tensor => tensor(Float64Array.from(x.dataSync()), { shape: x.shape, dtype: 'float64' });

export interface FirstStep {
  readonly ops: readonly Asked[];
  readonly weights: Weights;
  readonly lossOf: (weights: Weights) => Tensor;
}

/** The thirteen ops of the first step, with what each takes. */
export async function firstStep(): Promise<FirstStep> {
  const setup = await newEngine(7);
  const [batch] = setup.loader.epoch(0, 0);
  const [x, labels] = batch!.tensors as [Tensor, Tensor];
  const network = setup.model as Network;
  const weights = Object.fromEntries(PARAMETERS.map((name) => [name, exact(network[name])])) as unknown as Weights;
  const points = exact(x);
  const walk = (w: Weights, note: (asked: Asked) => void): Tensor => {
    const call = (label: string, op: string, inputs: readonly Tensor[], run: Asked['run']): Tensor => {
      note({ label, op, inputs, run });
      return run(...inputs);
    };
    const affine = (label: string, from: Tensor, weight: Tensor, bias: Tensor): Tensor => {
      const turned = call(`${label}.transpose`, 'transpose', [weight], (m) => m.transpose());
      const product = call(`${label}.matmul`, 'matmul', [from, turned], (a, b) => a.matmul(b));
      return call(`${label}.add`, 'add', [product, bias], (a, b) => a.add(b));
    };
    const bend = (label: string, from: Tensor): Tensor => call(label, 'tanh', [from], (a) => a.tanh());
    const h1 = bend('h1', affine('a1', points, w.w1, w.b1));
    const branch = bend('branch', affine('a2', h1, w.w2, w.b2));
    const h2 = call('h2', 'add', [h1, branch], (a, b) => a.add(b));
    const z = affine('z', h2, w.w3, w.b3);
    return call('crossEntropy', 'crossEntropy', [z], (logits) => crossEntropy(logits, labels));
  };
  const ops: Asked[] = [];
  walk(weights, (asked) => ops.push(asked));
  return { ops, weights, lossOf: (w) => walk(w, () => {}) };
}

const leaf = (x: Tensor): Tensor => exact(x).requiresGrad_();
const numbersOf = (x: Tensor): Numbers => Float64Array.from(x.dataSync());

/** Slopes of ⟨upstream, run(inputs)⟩, measured by nudging each number of each input. */
function measuredSlopes({ inputs, run }: Pick<Asked, 'inputs' | 'run'>, upstream: Numbers): readonly Numbers[] {
  const total = (given: readonly Tensor[]): number =>
    numbersOf(run(...given)).reduce((sum, y, i) => sum + y * upstream[i]!, 0);
  return inputs.map((input, place) => {
    const here = numbersOf(input);
    return here.map((_, i) => {
      const nudged = (by: number): number => {
        const moved = here.slice();
        moved[i]! += by;
        const copy = tensor(moved, { shape: input.shape, dtype: 'float64' });
        return total(inputs.map((other, at) => (at === place ? copy : other)));
      };
      return (nudged(NUDGE) - nudged(-NUDGE)) / (2 * NUDGE);
    });
  });
}

/** Is a claimed slope wrong? An engine that throws claims nothing right. */
function isWrong(
  { inputs, run }: Pick<Asked, 'inputs' | 'run'>,
  upstream: Numbers,
  measured: readonly Numbers[],
  mistake: Mistake | null,
): boolean {
  try {
    const leaves = inputs.map(leaf);
    substituting(substitutesFor(mistake), () => {
      const y = run(...leaves);
      y.backward({ gradient: tensor(upstream, { shape: y.shape, dtype: 'float64' }) });
    });
    return leaves.some(({ grad }, place) =>
      numbersOf(grad!).some((claimed, i) => {
        const slope = measured[place]![i]!;
        const isNoise = Math.max(Math.abs(slope), Math.abs(claimed)) < ROUNDING;
        return !isNoise && relativeError(slope, claimed) > TOLERANCE;
      }),
    );
  } catch {
    return true;
  }
}

/** What each check complains about, as labels of ops; `whole`: does the check of all together complain? */
export interface Complaints {
  readonly ones: readonly string[];
  readonly random: readonly string[];
  readonly whole: boolean;
}

/** Checks every engine asked for, on the same measured slopes. */
export async function checkEngines(mistakes: readonly (Mistake | null)[]): Promise<readonly Complaints[]> {
  const { ops, weights, lossOf } = await firstStep();
  const random = new Generator(7);
  const sizeOf = ({ inputs, run }: Asked): number => run(...inputs).size;
  const asked = (upstreamOf: () => number) =>
    ops.map((op) => {
      const upstream = Float64Array.from({ length: sizeOf(op) }, upstreamOf);
      return { op, upstream, measured: measuredSlopes(op, upstream) };
    });
  const [ones, drawn] = [asked(() => 1), asked(() => random.uniform(0.5, 1.5))];
  const whole = {
    inputs: PARAMETERS.map((name) => weights[name]),
    run: (...given: Tensor[]) => lossOf(Object.fromEntries(PARAMETERS.map((name, i) => [name, given[i]!])) as unknown as Weights), // biome-ignore format: one line reads better
  };
  const one = Float64Array.of(1);
  const slopes = measuredSlopes(whole, one);
  return mistakes.map((mistake) => {
    const complaining = (checks: ReturnType<typeof asked>): string[] =>
      checks.flatMap(({ op, upstream, measured }) => (isWrong(op, upstream, measured, mistake) ? [op.label] : []));
    return { ones: complaining(ones), random: complaining(drawn), whole: isWrong(whole, one, slopes, mistake) };
  });
}
