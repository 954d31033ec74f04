import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';
import { checkPositions } from './checkPositions.ts';

/** Wavelengths run from 2π to this times 2π. Vaswani et al. (2017), §3.5. */
const BASE = 10_000;

const table = signature('sinusoidalEncoding', { length: 'count', dModel: 'count' });

/**
 * Sines and cosines of rising wavelength, one row for each position: even columns sin(p / 10000^(i/D)), odd ones the cosine. → [length, dModel]
 *
 * @example sinusoidalEncoding(50, 64) // what a figure draws
 */
export function sinusoidalEncoding(length: number, dModel: number): Tensor {
  check(table, length, dModel);
  const values = new Float32Array(length * dModel);
  for (let position = 0; position < length; position++) {
    for (let column = 0; column < dModel; column++) {
      const angle = position / BASE ** ((column - (column % 2)) / dModel);
      values[position * dModel + column] = column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return tensorFrom(values, [length, dModel], 'float32');
}

const call = signature('SinusoidalPositionalEncoding', { dModel: 'number' }, { maxLength: 'number' });

/**
 * Adds a fixed wave pattern that says where each vector stands. x: [N, T, dModel] → the same shape. Nothing is learned or saved.
 * Source: Vaswani et al., "Attention is all you need" (2017), §3.5.
 */
export class SinusoidalPositionalEncoding extends Module {
  readonly dModel: number;
  readonly #table: Tensor; // [maxLength, dModel]; hidden from the state dict: it follows from the sizes

  constructor(dModel: number, options: { readonly maxLength?: number } = {}) {
    super();
    const { maxLength = 5000 } = optionsOf(call, [dModel, options]);
    if (dModel < 1 || maxLength < 1) {
      throw new ChalkgradError(
        `SinusoidalPositionalEncoding: ${maxLength} positions of ${dModel} features are not possible`,
        'both are at least 1.',
      );
    }
    this.dModel = dModel;
    this.#table = sinusoidalEncoding(maxLength, dModel);
  }

  forward(x: Tensor): Tensor {
    const length = checkPositions('SinusoidalPositionalEncoding', x, this.#table.shape);
    return x.add(this.#table.slice(0, 0, length).to(x.dtype).to(x.device));
  }
}
