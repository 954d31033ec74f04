import { stack } from '../../ops/index.ts';
import { checkPlace, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

export interface RotaryOptions {
  /** Wavelengths run from 2π to nearly this times 2π. Default 10 000. */
  readonly base?: number;
}

const call = signature('RotaryPositionalEncoding', { dim: 'number' }, { base: 'positive' });
const input = signature('RotaryPositionalEncoding.forward', { x: 'tensor', offset: 'size?' });

/**
 * Turns each pair of features (2i, 2i + 1) by an angle that grows with the position. Used on queries and keys: their dot product then
 * depends only on how far apart they stand. x: [.., T, dim] → the same shape. Nothing is learned or saved.
 * Source: Su et al., "RoFormer" (2021), equations 15 and 34.
 *
 * @example
 * const rotary = new RotaryPositionalEncoding(16);
 * scaledDotProductAttention(rotary.forward(query), rotary.forward(key), value, { causal: true });
 */
export class RotaryPositionalEncoding extends Module {
  readonly dim: number;
  readonly base: number;

  constructor(dim: number, options: RotaryOptions = {}) {
    super();
    const { base = 10_000 } = optionsOf(call, [dim, options]);
    if (!Number.isInteger(dim) || dim < 2 || dim % 2 !== 0) {
      throw new ChalkgradError(`RotaryPositionalEncoding: ${dim} features do not make pairs`, 'use an even number.');
    }
    this.dim = dim;
    this.base = base;
  }

  /** `offset`: the position of the first vector, when earlier ones are already cached. */
  forward(x: Tensor, offset = 0): Tensor {
    checkPlace(input, 0, x);
    checkPlace(input, 1, offset);
    const [length, features] = x.shape.slice(-2);
    if (x.rank < 2 || features !== this.dim) {
      throw new ChalkgradError(
        `RotaryPositionalEncoding: input ${shapeText(x.shape)} must be [.., T, ${this.dim}]`,
        'it turns the features of a single head.',
      );
    }
    const [cosine, sine] = this.angles(length!, offset, x);
    const [even, odd] = [x.slice(-1, 0, undefined, 2), x.slice(-1, 1, undefined, 2)]; // each [.., T, dim/2]
    const turned = [even.mul(cosine).sub(odd.mul(sine)), even.mul(sine).add(odd.mul(cosine))];
    return stack(turned, -1).reshape(x.shape); // the pairs side by side again
  }

  /** cos and sin of position · base^(-2i/dim). Each [T, dim/2] */
  private angles(length: number, offset: number, { dtype, device }: Tensor): [Tensor, Tensor] {
    const half = this.dim / 2;
    const angle = (i: number): number => (offset + Math.floor(i / half)) * this.base ** (-(i % half) / half);
    const table = (f: (angle: number) => number): Tensor =>
      tensorFrom(
        Float64Array.from({ length: length * half }, (_, i) => f(angle(i))),
        [length, half],
        'float64',
      )
        .to(dtype)
        .to(device);
    return [table(Math.cos), table(Math.sin)];
  }
}
