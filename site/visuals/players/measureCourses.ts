/** What the figures of lesson 21 show of whole courses, measured with the page's own timeline. */
import { bceWithLogits, findRun, Generator, type Layer, noGrad, ones, randn, type Tensor, zeros } from '#framework';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { type CourseName, courses, EVERY, type Fading } from './courses.ts';

/** Per mille of the counted points in each cloud, every `EVERY` steps up to `last`. */
export async function measureCoverage(name: CourseName, last: number): Promise<number[][]> {
  const nothing = (): void => {};
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const timeline = await Timeline.open([parseTrack(courses[name]) as TrackSpec], quiet);
  timeline.look({ observes: ['coverage'] });
  const shares: number[][] = [];
  for (let step = 0; step <= last; step += EVERY) {
    const [trace] = (await timeline.show(step)) ?? [];
    const found = trace?.tensors.get(trace.observed['coverage'] ?? Number.NaN);
    if (found === undefined) throw new Error(`${name}: no coverage at step ${step}`);
    shares.push(Array.from(found.values, (share) => Math.round(1000 * share)));
  }
  timeline.close();
  return shares;
}

/** How many generated points are asked. */
const POINTS = 64;

interface Two {
  readonly generator: Layer;
  readonly discriminator: Layer;
}

/** The length of the gradient that reaches the points from one loss. */
function lengthOf({ generator, discriminator }: Two, seeds: Tensor, loss: (logits: Tensor) => Tensor): number {
  const points = noGrad(() => generator.forward(seeds)).requiresGrad_();
  loss(discriminator.forward(points)).backward();
  return Math.sqrt(points.grad!.square().sum().itemSync());
}

/** The discriminator learns alone; the points are the first of those that the run examines. */
export async function measureFading(steps: readonly number[]): Promise<Fading[]> {
  const setup = await findRun('ring-gan').build({ seed: 7, knobs: { generatorSteps: 0 } });
  const players = setup.model as unknown as Two;
  const seeds = randn([POINTS, 8], { generator: new Generator(7).fork('examination') });
  const found: Fading[] = [];
  for (let step = 0; step <= Math.max(...steps); step++) {
    if (steps.includes(step)) {
      const labels = { real: ones([POINTS, 1]), made: zeros([POINTS, 1]) };
      const belief = noGrad(() => players.discriminator.forward(players.generator.forward(seeds)).sigmoid().mean());
      found.push({
        step,
        belief: belief.itemSync(),
        nonSaturating: lengthOf(players, seeds, (logits) => bceWithLogits(logits, labels.real)),
        saturating: lengthOf(players, seeds, (logits) => bceWithLogits(logits, labels.made).neg()),
      });
      // What was left in the discriminator by looking is emptied by its next update.
    }
    const [batch] = setup.loader.epoch(Math.floor(step / setup.loader.length), step % setup.loader.length);
    setup.step(batch!);
  }
  return found;
}
