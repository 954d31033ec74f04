import { Generator, generateLine } from '#framework';
import { defineExercise } from '../grader/define.ts';

type Theta = readonly [number, number];

const { inputs, targets } = generateLine(50, new Generator(7).fork('train'), { noise: 0.6, center: 1 });
const [x, y] = [[...inputs.dataSync()], [...targets.dataSync()]];

const loss = ([bias, weight]: Theta): number =>
  x.reduce((sum, xi, i) => sum + (bias + weight * xi - y[i]!) ** 2, 0) / x.length;

function step([bias, weight]: Theta, eta: number, rows: readonly number[]): Theta {
  const residuals = rows.map((i) => bias + weight * x[i]! - y[i]!);
  const mean = (of: (r: number, i: number) => number): number =>
    residuals.reduce((sum, r, k) => sum + 2 * of(r, rows[k]!), 0) / rows.length;
  return [bias - eta * mean((r) => r), weight - eta * mean((r, i) => r * x[i]!)];
}

/** θ after every update, the start first. */
function path(eta: number, updates: number, rowsOf: (update: number) => readonly number[]): readonly Theta[] {
  const thetas: Theta[] = [[0, 0]];
  for (let update = 0; update < updates; update++) thetas.push(step(thetas.at(-1)!, eta, rowsOf(update)));
  return thetas;
}

const everyone = x.map((_, i) => i);

/** The five answers, from descents of our own in float64. */
function measured() {
  const all = path(0.1, 400, () => everyone);
  const random = new Generator(7).fork('walk');
  const alone = path(0.1, 2000, () => [random.integer(50)])
    .slice(1500)
    .map(loss);
  const lowest = loss(all.at(-1)!);
  const slowly = loss(path(0.01, 20, () => everyone)[20]!);
  const exploding = path(0.34, 300, () => everyone).map(loss);
  const factors = exploding.slice(200).map((value, i) => value / exploding[199 + i]!);
  return {
    back: all.findIndex(([bias], i) => i > 0 && bias < 0),
    first: all[1]![0] > 0 ? 'up' : 'down',
    // Right code leaps as well: it is no sign of a mistake.
    wander: Math.max(...alone) > 2 * lowest && Math.min(...alone) < 1.5 * lowest ? 'works' : 'bug',
    slow: Math.abs(slowly - 2.04) < 0.005 && loss(all[20]!) < 0.5 ? 'small-rate' : 'small-batch',
    explodes: factors.every((factor) => Math.abs(factor - factors.at(-1)!) < 1e-3 && factor > 1) ? 'edge' : 'chance',
  };
}

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    {
      id: 'back',
      title: 'All 50, η = 0.1: after which update is θ₀ below 0 again? Link the moment, or give its number.',
      momentOf: 'line-three-ways',
      moment: 't=line-three-ways.7&step=4&view=descent-three',
    },
    {
      id: 'first',
      title: 'From (0, 0), all 50: which way does θ₀ go first?',
      options: { up: 'up, away from −1.254', down: 'down, towards it' },
      moment: 't=line-three-ways.7&step=0&view=descent-three',
    },
    {
      id: 'wander',
      title: 'One example at a time: after 2,000 updates J still leaps.',
      options: { works: 'so it is meant to be', bug: 'there is a bug' },
      moment: 't=line-three-ways.7(batch=1)~line-three-ways.7(batch=1,lr=0.01)&step=2000&view=descent-three',
    },
    {
      id: 'slow',
      title: 'All 50: J falls smoothly, but at update 20 it is still 2.04.',
      options: { 'small-rate': 'a small learning rate', 'small-batch': 'a small batch' },
      moment: 't=line-three-ways.7(lr=0.01)~line-three-ways.7&step=20&view=descent-three',
    },
    {
      id: 'explodes',
      title: 'All 50, η = 0.34: J grows, in the end by the same factor each time.',
      options: { edge: 'η is beyond the edge', chance: 'bad luck with the noise' },
      moment: 't=line-three-ways.7(lr=0.34)~line-three-ways.7(lr=0.33)&step=50&view=descent-three',
    },
  ],
  truth: measured,
});
