/** The generated points of a step, as both of the generator's losses see them. */
import type { StepTrace } from '../../player/protocol.ts';
import { arenaOf } from './arena.ts';
import { discriminatorOf, pullAt } from './pull.ts';

export interface TwoLosses {
  /** The discriminator's logit of each generated point, in the generator's turn. */
  readonly logits: readonly number[];
  /** Mean of D over them. */
  readonly belief: number;
  /** Length of the gradient of all points' places: of −log D, and of log(1 − D). */
  readonly nonSaturating: number;
  readonly saturating: number;
}

/** null where the step makes no points, or its weights were not kept. */
export function twoLosses(trace: StepTrace): TwoLosses | null {
  const [arena, discriminator] = [arenaOf(trace), discriminatorOf(trace)];
  if (arena === null || discriminator === null) return null;
  const pulls = arena.generated.map(({ x, y }) => pullAt(discriminator, x, y));
  // The slopes at a logit are −(1 − D) and −D: the second gradient is e^logit times the first.
  const lengths = (factor: (logit: number) => number): number =>
    Math.hypot(...pulls.map(({ logit, pull }) => Math.hypot(...pull) * factor(logit)));
  return {
    logits: pulls.map(({ logit }) => logit),
    belief: pulls.reduce((sum, { logit }) => sum + 1 / (1 + Math.exp(-logit)), 0) / pulls.length,
    nonSaturating: lengths(() => 1),
    saturating: lengths(Math.exp),
  };
}
