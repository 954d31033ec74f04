/** One explanation of one picture, with a network's weights as they are. It runs where the training runs, and leaves the training as it was. */
import {
  ChalkgradError,
  digitsNetwork,
  Generator,
  type Module,
  noGrad,
  type Sequential,
  scope,
  type Tensor,
  type TrainingSetup,
  tensor,
} from '#framework';
import {
  type Asked,
  type Baseline,
  type ExplainTask,
  type Explanation,
  LADDER,
  type NamedArray,
  type Rule,
  SIDE,
} from './explanation.ts';
import {
  asItIs,
  gradCam,
  integratedGradients,
  occlusion,
  type PathMade,
  type Reader,
  readerOf,
  saliency,
  slopeOf,
} from './methods.ts';
import { rankCorrelation } from './ranks.ts';

type Readable = Module & { forward(x: Tensor): Tensor };

const SHAPE = [1, 1, SIDE, SIDE];
const PIXELS = SIDE * SIDE;
export const FIRST_STEPS = 8;
const FIRST_PATCH = 4;

const array = (shape: readonly number[], values: ArrayLike<number>): NamedArray => ({
  shape,
  values: Float32Array.from(values),
});
const of = (x: Tensor): NamedArray => array(x.shape, x.dataSync());

const picture = (pixels: ArrayLike<number>): Tensor => tensor(Float32Array.from(pixels), { shape: SHAPE });

/** Mean of all pictures of a data set. */
function meanPicture({ loader: { dataset } }: TrainingSetup): Float32Array {
  const [pictures] = dataset.batch(Int32Array.from({ length: dataset.length }, (_, i) => i));
  return Float32Array.from(noGrad(() => pictures!.mean(0)).dataSync());
}

function baselineOf(kind: Baseline, setup: TrainingSetup): Float32Array {
  if (kind === 'mean') return meanPicture(setup);
  const noise = new Generator(setup.seed).fork('baseline');
  return Float32Array.from({ length: PIXELS }, () => (kind === 'noise' ? noise.uniform() : 0));
}

/** Its class: the one asked for, or the one that is read. */
function believed(logits: ArrayLike<number>, cls: number | null | undefined): number {
  if (cls !== null && cls !== undefined) return cls;
  return Array.from(logits).reduce((best, z, k) => (z > logits[best]! ? k : best), 0);
}

/**
 * Errors: a network that does not read pictures of digits; for `sanity` one of other layers than this run's usual ones; whatever an answer of
 * the reader's throws.
 */
export function explained(setup: TrainingSetup, task: ExplainTask): Explanation {
  const model = setup.model as Readable;
  return scope(() => asItIs(model, () => explain({ setup, model, reader: readerOf(model) }, task)));
}

interface Asking {
  readonly setup: TrainingSetup;
  readonly model: Readable;
  readonly reader: Reader;
}

function explain(asking: Asking, task: ExplainTask): Explanation {
  const { reader } = asking;
  const [logits, probabilities] = noGrad(() => {
    const z = reader.forward(picture(task.pixels));
    return [z, z.softmax(1)].map((x) => Float32Array.from(x.dataSync())) as [Float32Array, Float32Array];
  });
  const cls = believed(logits, task.cls);
  const { pixels: _, ...asked } = task;
  return { asked, cls, logits, probabilities, arrays: makers[task.method](asking, task, cls) };
}

type Arrays = Explanation['arrays'];

const makers: Readonly<Record<Asked['method'], (asking: Asking, task: ExplainTask, cls: number) => Arrays>> = {
  /** map [28, 28]; lengths of the gradients of logit, probability and loss, [3]. */
  saliency: ({ model, reader }, { pixels }, cls) => {
    const map = saliency(model, reader, picture(pixels).requiresGrad_(), cls);
    const lengthOf = (value: (z: Tensor) => Tensor): number => {
      const x = picture(pixels).requiresGrad_();
      const chosen = value(reader.forward(x))
        .reshape([-1])
        .slice(0, cls, cls + 1)
        .sum();
      chosen.backward();
      const slope = Array.from(x.grad!.dataSync());
      return Math.sqrt(slope.reduce((sum, each) => sum + each * each, 0));
    };
    const lengths = [lengthOf((z) => z), lengthOf((z) => z.softmax(1)), lengthOf((z) => z.logSoftmax(1).neg())];
    return { map: of(map), lengths: array([3], lengths) };
  },
  /**
   * map [28, 28], slopes [n, 28, 28], sums [n] of what the points up to each give, baseline [28, 28], ends [z(x′), z(x)]; with a ladder also gaps
   * and gapsOfRight [6]: the sum of the map, less the height.
   */
  path: (asking, { pixels, steps = FIRST_STEPS, baseline: kind = 'black', rule = 'midpoint', ladder = false }, cls) => {
    const { reader } = asking;
    const baseline = baselineOf(kind, asking.setup);
    const made = (n: number, by: Rule): PathMade =>
      integratedGradients(reader, picture(pixels).requiresGrad_(), picture(baseline), cls, { steps: n, rule: by });
    const scoreOf = (x: ArrayLike<number>): number => noGrad(() => reader.forward(picture(x))).dataSync()[cls]!;
    const ends = [scoreOf(baseline), scoreOf(pixels)] as const;
    const gapOf = (n: number, by: Rule): number => made(n, by).map.sum().itemSync() - (ends[1] - ends[0]);
    const { map, slopes } = made(steps, rule);
    return {
      map: of(map),
      slopes: of(slopes),
      sums: array([slopes.shape[0]!], runningSums(slopes.dataSync(), pixels, baseline)),
      baseline: array([SIDE, SIDE], baseline),
      ends: array([2], ends),
      ...(ladder
        ? {
            gaps: array(
              [LADDER.length],
              LADDER.map((n) => gapOf(n, 'midpoint')),
            ),
            gapsOfRight: array(
              [LADDER.length],
              LADDER.map((n) => gapOf(n, 'right')),
            ),
          }
        : {}),
    };
  },
  /** maps [K, h, w], alphas [K], sum and cut [h, w]; nothing where the network has no maps. */
  cam: ({ reader }, { pixels }, cls) => {
    const made = gradCam(reader, picture(pixels).requiresGrad_(), cls);
    if (made === null)
      throw new ChalkgradError('this network has no maps to weigh', 'Grad-CAM needs a convolution with a ReLU.');
    return { maps: of(made.maps), alphas: of(made.alphas), sum: of(made.sum), cut: of(made.cut) };
  },
  /** drops [rows, columns]. */
  occlusion: ({ reader }, { pixels, patch = FIRST_PATCH, fill = 0 }, cls) => {
    const drops = occlusion(reader, picture(pixels), cls, patch, fill);
    return { drops: array([drops.length, drops[0]!.length], drops.flat()) };
  },
  /**
   * The gradient and the gradient times the picture, [3, 28, 28] each: trained; last layer random; all random. Their rank correlations with
   * the trained one, [2 maps, 3 networks]: over all pixels, over those that are not 0.
   */
  sanity: (asking, { pixels }, cls) => {
    const slopes = [asking.reader, ...randomised(asking)].map((reader) =>
      slopeOf(reader, picture(pixels).requiresGrad_(), cls).dataSync().slice(),
    );
    const timesInput = slopes.map((slope) => slope.map((value, i) => value * pixels[i]!));
    const rho = (counts?: (i: number) => boolean): number[] =>
      [slopes, timesInput].flatMap((maps) => maps.map((map) => rankCorrelation(maps[0]!, map, counts)));
    const stacked = (maps: typeof slopes): NamedArray =>
      array(
        [3, SIDE, SIDE],
        maps.flatMap((map) => Array.from(map)),
      );
    return {
      gradient: stacked(slopes),
      timesInput: stacked(timesInput),
      rhoOfAll: array([2, 3], rho()),
      rhoOfInk: array(
        [2, 3],
        rho((i) => pixels[i] !== 0),
      ),
    };
  },
};

/** What the first, the first two … points give together, of n slopes [n, 784]. */
function runningSums(slopes: ArrayLike<number>, pixels: ArrayLike<number>, baseline: ArrayLike<number>): number[] {
  const count = slopes.length / PIXELS;
  let sum = 0;
  return Array.from({ length: count }, (_, k) => {
    for (let i = 0; i < PIXELS; i++) sum += (slopes[k * PIXELS + i]! * (pixels[i]! - baseline[i]!)) / count;
    return sum;
  });
}

/** The same network with the last layer as it began under the next seed, and with all layers so. */
function randomised({ setup, model }: Asking): [Reader, Reader] {
  const fresh = (): Sequential => digitsNetwork(new Generator(setup.seed + 1).fork('weights'));
  const trained = model.stateDict();
  const random = fresh().stateDict();
  const isSame = Object.keys(trained).join() === Object.keys(random).join();
  if (!isSame || Object.entries(trained).some(([name, { shape }]) => shape.join() !== random[name]!.shape.join()))
    throw new ChalkgradError(
      'these layers have no random twin here',
      'the test knows the network as the run has it by itself, without norms or other filters.',
    );
  const half = fresh();
  const isLast = (name: string): boolean => name.startsWith('linear.');
  half.loadStateDict(
    Object.fromEntries(Object.entries(trained).map(([name, value]) => [name, isLast(name) ? random[name]! : value])),
  );
  return [half, fresh()].map((network) => {
    network.eval();
    for (const parameter of network.parameters()) parameter.requiresGrad_(false);
    return readerOf(network);
  }) as [Reader, Reader];
}
