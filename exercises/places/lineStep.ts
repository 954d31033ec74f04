/** A step of gradient descent on a linear model by numbers, in the place of `trainStep`: what gradient-step and mini-batch-epoch share. */
import { lineGradient } from './lineGradient.ts';
import type { Part } from './Substitute.ts';

type Step = (theta: number[], x: number[][], y: number[], eta: number) => number[];

/** Where the answer goes is put down as the gradient that leads there. */
export const lineStep = (step: Step): Part =>
  lineGradient((theta, x, y, lr) => {
    const next = step([...theta], x, y, lr);
    return Array.isArray(next) ? next.map((value, p) => (theta[p]! - value) / lr) : next;
  });
