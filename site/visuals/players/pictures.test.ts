import { describe, expect, it } from 'vitest';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { picturePassesOf } from './pictures.ts';

describe('picturePassesOf', () => {
  it('two players: what is shown in each pass, what is said of it, and what comes back to the made ones', async () => {
    const trace = await stepOf('digits-gan', 1);
    const passes = picturePassesOf(trace)!;
    expect(passes.map(({ name }) => name)).toEqual(['discriminator.real', 'discriminator.fake', 'generator']);
    const [real, fake, own] = passes as [(typeof passes)[0], (typeof passes)[0], (typeof passes)[0]];
    const inputs = trace.tensors.get(trace.inputs)!.values;
    expect([...Array.from(real.pictures[3]!.pixels!)]).toEqual([...inputs.subarray(3 * 784, 4 * 784)]);
    const sigmoid = trace.ops.find(({ label }) => label === 'generator.sigmoid')!;
    const made = trace.tensors.get(sigmoid.output)!.values;
    for (const pass of [fake, own])
      expect(Array.from(pass.pictures[5]!.pixels!)).toEqual([...made.subarray(5 * 784, 6 * 784)]);
    const back = trace.tensors.get(sigmoid.backward!.gradOutput)!.values;
    expect(Array.from(own.pictures[5]!.gradient!)).toEqual([...back.subarray(5 * 784, 6 * 784)]);
    expect(own.gradientOf).toEqual({ op: 'generator.sigmoid', tensor: { kind: 'gradOutput' } });
    expect([real.pictures[0]!.gradient, fake.pictures[0]!.gradient]).toEqual([null, null]);
  });

  it('the logits are those of the loss: −log σ(z) of real pictures, on average, is the recorded loss', async () => {
    const passes = picturePassesOf(await stepOf('digits-gan', 1))!;
    for (const { name, loss, pictures } of passes) {
      const sign = name === 'discriminator.fake' ? -1 : 1;
      const mean = pictures.reduce((sum, { logit }) => sum + Math.log1p(Math.exp(-sign * logit!)), 0) / pictures.length;
      expect(mean).toBeCloseTo(loss, 4);
    }
  });

  it('a network that copies: each picture with its copy, and the gradient of its logits', async () => {
    const trace = await stepOf('digits-autoencoder', 1, ['copies']);
    const [only] = picturePassesOf(trace)!;
    expect(only!.loss).toBe(trace.loss);
    const { original, pixels, gradient } = only!.pictures[2]!;
    const count = 784 * only!.pictures.length;
    // The derivative of the mean cross-entropy of a pixel is (copy − original) / pixels.
    for (const at of [0, 300, 406]) expect(gradient![at]!).toBeCloseTo((pixels![at]! - original![at]!) / count, 8);
  });

  it('has nothing to say of points', async () => {
    expect(picturePassesOf(await stepOf('ring-gan', 0))).toBeNull();
  });
});
