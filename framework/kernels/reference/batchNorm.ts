/** Each channel to mean 0 and variance 1 over batch and positions. Source: Ioffe & Szegedy, "Batch normalization" (2015), algorithm 1. */
import type { CpuKernels, Strided } from '../Kernels.ts';
import { rowsOf } from './rows.ts';

/** Calls back for each run of positions of one channel: where it begins, and where it ends. */
function forEachRun({ shape }: Strided, channel: number, visit: (start: number, end: number) => void): void {
  const [examples, channels, positions] = shape as [number, number, number];
  for (let n = 0; n < examples; n++) {
    const start = (n * channels + channel) * positions;
    visit(start, start + positions);
  }
}

export const batchNorm: CpuKernels['batchNorm'] = (x, weight, bias, eps, out, moments) => {
  const [examples, channels, positions] = x.shape as [number, number, number];
  const { values } = rowsOf(x);
  const scale = weight === null ? null : rowsOf(weight).values;
  const shift = bias === null ? null : rowsOf(bias).values;
  const count = examples * positions;
  for (let c = 0; c < channels; c++) {
    let total = 0;
    forEachRun(x, c, (start, end) => {
      for (let i = start; i < end; i++) total += values[i]!;
    });
    const mean = total / count;
    let squares = 0;
    forEachRun(x, c, (start, end) => {
      for (let i = start; i < end; i++) squares += (values[i]! - mean) ** 2;
    });
    const inverse = 1 / Math.sqrt(squares / count + eps);
    forEachRun(x, c, (start, end) => {
      for (let i = start; i < end; i++) {
        out[i] = (values[i]! - mean) * inverse * (scale?.[c] ?? 1) + (shift?.[c] ?? 0);
      }
    });
    moments[c] = mean;
    moments[channels + c] = inverse;
    moments[2 * channels + c] = squares / count;
  }
};

/** Moving all of a channel or stretching it does not move x̂: those two directions are taken out. Source: as above, §3. */
export const batchNormGrad: CpuKernels['batchNormGrad'] = (grad, x, weight, moments, out, weightGrad, biasGrad) => {
  const [examples, channels, positions] = x.shape as [number, number, number];
  const { values } = rowsOf(x);
  const { values: g } = rowsOf(grad);
  const scale = weight === null ? null : rowsOf(weight).values;
  const count = examples * positions;
  for (let c = 0; c < channels; c++) {
    const [mean, inverse] = [moments[c]!, moments[channels + c]!];
    let common = 0;
    let stretch = 0;
    forEachRun(x, c, (start, end) => {
      for (let i = start; i < end; i++) {
        common += g[i]!;
        stretch += g[i]! * (values[i]! - mean) * inverse;
      }
    });
    forEachRun(x, c, (start, end) => {
      for (let i = start; i < end; i++) {
        const hat = (values[i]! - mean) * inverse;
        out[i] = (scale?.[c] ?? 1) * inverse * (g[i]! - common / count - (hat * stretch) / count);
      }
    });
    if (weightGrad !== null) weightGrad[c] = stretch;
    if (biasGrad !== null) biasGrad[c] = common;
  }
};
