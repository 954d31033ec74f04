/** What an elementwise function sends back, in one pass: out[i] = grad[i] · f′(x[i]; a), with y = f(x) at hand. Dense, like map.ts. */
import { all, choose, geluInner, geluInnerSlope, geluSlope, half, one, sigmoid, tanh as tanhOf } from './functions';

const TANH: i32 = 0;
const SIGMOID: i32 = 1;
const SOFTPLUS: i32 = 2;
const RELU: i32 = 3;
const LEAKY_RELU: i32 = 4;
const ELU: i32 = 5;
const SILU: i32 = 6;
const GELU: i32 = 7;
const GELU_TANH: i32 = 8;

// @ts-ignore: decorator
@inline
function slope(f: i32, x: v128, y: v128, a: v128): v128 {
  if (f == TANH) return f32x4.sub(one(), f32x4.mul(y, y));
  if (f == SIGMOID) return f32x4.mul(y, f32x4.sub(one(), y));
  if (f == SOFTPLUS) return sigmoid(x);
  if (f == LEAKY_RELU) return choose(f32x4.gt(x, all(0)), one(), a);
  if (f == ELU) return choose(f32x4.gt(x, all(0)), one(), f32x4.add(y, a));
  if (f == SILU) {
    const s = sigmoid(x);
    return f32x4.mul(s, f32x4.add(one(), f32x4.mul(x, f32x4.sub(one(), s))));
  }
  if (f == GELU) return geluSlope(x, y);
  if (f == GELU_TANH) {
    const t = tanhOf(geluInner(x));
    const bend = f32x4.mul(f32x4.mul(x, f32x4.sub(one(), f32x4.mul(t, t))), geluInnerSlope(x));
    return f32x4.mul(half(), f32x4.add(f32x4.add(one(), t), bend));
  }
  return one();
}

// @ts-ignore: decorator
@inline
function run(f: i32, n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  const va = all(a);
  const end = out + (<usize>n << 2);
  for (; out < end; out += 16) {
    const g = v128.load(grad);
    // A ReLU lets pass or not; a product with 0 would make NaN of infinity.
    const result = f == RELU ? v128.and(g, f32x4.gt(v128.load(x), all(0))) : f32x4.mul(g, slope(f, v128.load(x), v128.load(y), va));
    v128.store(out, result);
    grad += 16;
    x += 16;
    y += 16;
  }
}

export function gradTanh(n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  run(TANH, n, grad, x, y, out, a);
}

export function gradSigmoid(n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  run(SIGMOID, n, grad, x, y, out, a);
}

export function gradSoftplus(n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  run(SOFTPLUS, n, grad, x, y, out, a);
}

export function gradRelu(n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  run(RELU, n, grad, x, y, out, a);
}

export function gradLeakyRelu(n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  run(LEAKY_RELU, n, grad, x, y, out, a);
}

export function gradElu(n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  run(ELU, n, grad, x, y, out, a);
}

export function gradSilu(n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  run(SILU, n, grad, x, y, out, a);
}

export function gradGelu(n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  run(GELU, n, grad, x, y, out, a);
}

export function gradGeluTanh(n: i32, grad: usize, x: usize, y: usize, out: usize, a: f32): void {
  run(GELU_TANH, n, grad, x, y, out, a);
}
