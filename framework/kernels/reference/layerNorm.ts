/** Each row to mean 0 and variance 1, then scaled and shifted. Source: Ba, Kiros & Hinton, "Layer normalization" (2016). */
import type { FusedKernels } from '../Kernels.ts';
import { rowsOf } from './rows.ts';

export const layerNorm: FusedKernels['layerNorm'] = (x, weight, bias, eps, out, moments) => {
  const { values, n } = rowsOf(x);
  const scale = weight === null ? null : rowsOf(weight).values;
  const shift = bias === null ? null : rowsOf(bias).values;
  for (let row = 0, place = 0; row < values.length; row += n) {
    let total = 0;
    for (let i = row; i < row + n; i++) total += values[i]!;
    const mean = total / n;
    let squares = 0;
    for (let i = row; i < row + n; i++) squares += (values[i]! - mean) ** 2;
    const inverse = 1 / Math.sqrt(squares / n + eps);
    for (let i = 0; i < n; i++) {
      const hat = (values[row + i]! - mean) * inverse;
      out[row + i] = hat * (scale?.[i] ?? 1) + (shift?.[i] ?? 0);
    }
    moments[place++] = mean;
    moments[place++] = inverse;
  }
};

/** Moving all of a row or stretching it does not move x̂: those two directions are taken out. Source: as normalization.ts. */
export const layerNormGrad: FusedKernels['layerNormGrad'] = (grad, x, weight, moments, out, weightGrad, biasGrad) => {
  const { values, n } = rowsOf(x);
  const { values: g } = rowsOf(grad);
  const scale = weight === null ? null : rowsOf(weight).values;
  const alongScale = new Float64Array(n);
  const alongShift = new Float64Array(n);
  for (let row = 0, place = 0; row < values.length; row += n, place += 2) {
    const [mean, inverse] = [moments[place]!, moments[place + 1]!];
    let common = 0;
    let stretch = 0;
    for (let i = 0; i < n; i++) {
      const hat = (values[row + i]! - mean) * inverse;
      const inner = g[row + i]! * (scale?.[i] ?? 1);
      common += inner / n;
      stretch += (inner * hat) / n;
      alongScale[i]! += g[row + i]! * hat;
      alongShift[i]! += g[row + i]!;
    }
    for (let i = 0; i < n; i++) {
      const hat = (values[row + i]! - mean) * inverse;
      out[row + i] = (g[row + i]! * (scale?.[i] ?? 1) - common - hat * stretch) * inverse;
    }
  }
  weightGrad?.set(alongScale);
  biasGrad?.set(alongShift);
};
