import { describe, expect, it } from 'vitest';
import { Generator, Linear, Module, type Tensor } from '#framework';
import { repaired } from './repair.ts';
import { REPAIR_EVERY, REPAIR_STEPS } from './repairSteps.ts';

/** Draws smooth pictures from four numbers, without training. */
class Small extends Module {
  readonly linear = new Linear(4, 784, { generator: new Generator(3) });
  forward(z: Tensor): Tensor {
    return this.linear.forward(z).reshape([z.shape[0]!, 1, 28, 28]).sigmoid();
  }
}

const known = Uint8Array.from({ length: 784 }, (_, at) => Number(at % 28 < 14));
const task = (hidden: number) => ({
  pixels: Float32Array.from({ length: 784 }, (_, at) => (known[at] === 1 ? 0.5 + 0.2 * Math.sin(at) : hidden)),
  known,
  seed: 7,
});

describe('repaired', () => {
  const generator = new Small();
  const { pictures, errors } = repaired(generator, 4, task(0));

  it('walks downhill on the known pixels', () => {
    expect(pictures).toHaveLength(REPAIR_STEPS / REPAIR_EVERY + 1);
    expect(errors.at(-1)!).toBeLessThan(errors[0]!);
    const { pixels } = task(0);
    const seen = pictures.at(-1)!.reduce((sum, pixel, at) => sum + known[at]! * (pixel - pixels[at]!) ** 2, 0) / 392;
    expect(errors.at(-1)!).toBeCloseTo(seen, 6);
  });

  it('never looks into the hole', () => {
    expect(repaired(generator, 4, task(1)).pictures.at(-1)).toEqual(pictures.at(-1));
  });

  it('leaves the generator as it was: weights, gradients, mode', () => {
    expect(generator.training).toBe(true);
    for (const parameter of generator.parameters()) {
      expect(parameter.requiresGrad).toBe(true);
      expect(parameter.grad).toBeNull();
    }
    expect(repaired(generator, 4, task(0)).errors).toEqual(errors);
  });
});
