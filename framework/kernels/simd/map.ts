/** Functions of one number. The loops: assembly/map.ts and slopes.ts. */
import { sizeOf } from '../../tensor/shape.ts';
import type { SlopeName, UnaryName } from '../scalar.ts';
import type { Attempt } from './attempt.ts';
import type { Wasm } from './engine.ts';
import { addressOfDense, deliver, targetOf } from './stage.ts';
import { handsToMove, shareRange } from './threads.ts';

/** The compiled loop of each function. Sine, cosine and the questions that bools answer stay with the reference. */
const mapLoops: Readonly<Partial<Record<UnaryName, keyof Wasm>>> = {
  neg: 'mapNeg',
  abs: 'mapAbs',
  exp: 'mapExp',
  log: 'mapLog',
  log1p: 'mapLog1p',
  sqrt: 'mapSqrt',
  rsqrt: 'mapRsqrt',
  square: 'mapSquare',
  reciprocal: 'mapReciprocal',
  asin: 'mapAsin',
  acos: 'mapAcos',
  atan: 'mapAtan',
  sinh: 'mapSinh',
  cosh: 'mapCosh',
  tanh: 'mapTanh',
  erf: 'mapErf',
  sign: 'mapSign',
  floor: 'mapFloor',
  ceil: 'mapCeil',
  round: 'mapRound',
  sigmoid: 'mapSigmoid',
  softplus: 'mapSoftplus',
  relu: 'mapRelu',
  leakyRelu: 'mapLeakyRelu',
  elu: 'mapElu',
  selu: 'mapSelu',
  celu: 'mapCelu',
  threshold: 'mapThreshold',
  softsign: 'mapSoftsign',
  hardsigmoid: 'mapHardsigmoid',
  hardswish: 'mapHardswish',
  silu: 'mapSilu',
  mish: 'mapMish',
  gelu: 'mapGelu',
  geluTanh: 'mapGeluTanh',
  clamp: 'mapClamp',
  logicalNot: 'mapLogicalNot',
  isPositive: 'mapIsPositive',
};

export const map: Attempt<'map'> = (name, x, out, a = 0, b = 0) => {
  const loop = mapLoops[name];
  if (loop === undefined || x.dtype !== 'float32' || !(out instanceof Float32Array)) return false;
  const to = targetOf(out);
  const from = addressOfDense(x);
  const n = sizeOf(x.shape);
  shareRange(handsToMove(n), n, (i, count, loops) => loops[loop](count, from + 4 * i, to + 4 * i, a, b));
  deliver(out, to);
  return true;
};

const slopeLoops: Readonly<Record<SlopeName, keyof Wasm>> = {
  tanh: 'gradTanh',
  sigmoid: 'gradSigmoid',
  softplus: 'gradSoftplus',
  relu: 'gradRelu',
  leakyRelu: 'gradLeakyRelu',
  elu: 'gradElu',
  silu: 'gradSilu',
  gelu: 'gradGelu',
  geluTanh: 'gradGeluTanh',
};

export const mapGrad: Attempt<'mapGrad'> = (name, grad, x, y, out, a = 0) => {
  if (grad.dtype !== 'float32' || x.dtype !== 'float32' || !(out instanceof Float32Array)) return false;
  const to = targetOf(out);
  const [g, from, made] = [addressOfDense(grad), addressOfDense(x), addressOfDense(y)];
  shareRange(handsToMove(out.length), out.length, (i, count, loops) =>
    loops[slopeLoops[name]](count, g + 4 * i, from + 4 * i, made + 4 * i, to + 4 * i, a),
  );
  deliver(out, to);
  return true;
};
