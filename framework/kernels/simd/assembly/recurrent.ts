/**
 * The cells of recurrent networks, both ways. Gates stand side by side in rows of G·n numbers, everything else in rows of n, without
 * gaps; `bent` holds the gates after their sigmoid or tanh, one whole gate after the other, so that the way back needs neither again.
 * Products and sums are rounded one by one, never fused: a cell gives the same bits as the ops it stands for.
 */
import { all, one, sigmoid, tanh } from './functions';

/** The lanes that belong to the row, `left` of them: behind it lies another gate. */
// @ts-ignore: decorator
@inline
function put(at: usize, x: v128, left: i32): void {
  if (left >= 4) v128.store(at, x);
  else {
    store<f32>(at, f32x4.extract_lane(x, 0));
    if (left > 1) store<f32>(at, f32x4.extract_lane(x, 1), 4);
    if (left > 2) store<f32>(at, f32x4.extract_lane(x, 2), 8);
  }
}

/** What passes back through a sigmoid y. */
// @ts-ignore: decorator
@inline
function throughSigmoid(grad: v128, y: v128): v128 {
  return f32x4.mul(grad, f32x4.mul(y, f32x4.sub(one(), y)));
}

/** What passes back through a hyperbolic tangent y. */
// @ts-ignore: decorator
@inline
function throughTanh(grad: v128, y: v128): v128 {
  return f32x4.mul(grad, f32x4.sub(one(), f32x4.mul(y, y)));
}

/** out = σ(f) c + σ(i) tanh g; gates: i, f, g, o; bent: σ(i), σ(f), tanh g. */
export function lstmMemory(rows: i32, n: i32, gates: usize, memory: usize, out: usize, bent: usize): void {
  const gate = <usize>n << 2;
  const part = <usize>rows * gate;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < n; i += 4) {
      const at = <usize>i << 2;
      const input = sigmoid(v128.load(gates + at));
      const forget = sigmoid(v128.load(gates + gate + at));
      const candidate = tanh(v128.load(gates + 2 * gate + at));
      const kept = f32x4.mul(forget, v128.load(memory + at));
      put(out + at, f32x4.add(kept, f32x4.mul(input, candidate)), n - i);
      put(bent + at, input, n - i);
      put(bent + part + at, forget, n - i);
      put(bent + 2 * part + at, candidate, n - i);
    }
    gates += 4 * gate;
    memory += gate;
    out += gate;
    bent += gate;
  }
}

/** memoryGrad may be 0 (not wanted). */
export function lstmMemoryGrad(
  rows: i32, n: i32, grad: usize, bent: usize, memory: usize, gatesGrad: usize, memoryGrad: usize,
): void {
  const gate = <usize>n << 2;
  const part = <usize>rows * gate;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < n; i += 4) {
      const at = <usize>i << 2;
      const g = v128.load(grad + at);
      const input = v128.load(bent + at);
      const forget = v128.load(bent + part + at);
      const candidate = v128.load(bent + 2 * part + at);
      put(gatesGrad + at, throughSigmoid(f32x4.mul(g, candidate), input), n - i);
      put(gatesGrad + gate + at, throughSigmoid(f32x4.mul(g, v128.load(memory + at)), forget), n - i);
      put(gatesGrad + 2 * gate + at, throughTanh(f32x4.mul(g, input), candidate), n - i);
      put(gatesGrad + 3 * gate + at, all(0), n - i);
      if (memoryGrad) put(memoryGrad + at, f32x4.mul(g, forget), n - i);
    }
    grad += gate;
    bent += gate;
    memory += gate;
    gatesGrad += 4 * gate;
    if (memoryGrad) memoryGrad += gate;
  }
}

/** out = σ(o) tanh c; bent: σ(o), tanh c. */
export function lstmHidden(rows: i32, n: i32, gates: usize, memory: usize, out: usize, bent: usize): void {
  const gate = <usize>n << 2;
  const part = <usize>rows * gate;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < n; i += 4) {
      const at = <usize>i << 2;
      const output = sigmoid(v128.load(gates + 3 * gate + at));
      const level = tanh(v128.load(memory + at));
      put(out + at, f32x4.mul(output, level), n - i);
      put(bent + at, output, n - i);
      put(bent + part + at, level, n - i);
    }
    gates += 4 * gate;
    memory += gate;
    out += gate;
    bent += gate;
  }
}

export function lstmHiddenGrad(rows: i32, n: i32, grad: usize, bent: usize, gatesGrad: usize, memoryGrad: usize): void {
  const gate = <usize>n << 2;
  const part = <usize>rows * gate;
  for (let row = 0; row < rows; row++) {
    memory.fill(gatesGrad, 0, 3 * gate);
    for (let i = 0; i < n; i += 4) {
      const at = <usize>i << 2;
      const g = v128.load(grad + at);
      const output = v128.load(bent + at);
      const level = v128.load(bent + part + at);
      put(gatesGrad + 3 * gate + at, throughSigmoid(f32x4.mul(g, level), output), n - i);
      put(memoryGrad + at, throughTanh(f32x4.mul(g, output), level), n - i);
    }
    grad += gate;
    bent += gate;
    gatesGrad += 4 * gate;
    memoryGrad += gate;
  }
}

/** out = m + z (h - m) with r, z = σ(x + h's part), m = tanh(x + r · h's part); gates and bent in the order r, z, m (called n elsewhere). */
export function gruHidden(rows: i32, n: i32, fromInput: usize, fromHidden: usize, hidden: usize, out: usize, bent: usize): void {
  const gate = <usize>n << 2;
  const part = <usize>rows * gate;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < n; i += 4) {
      const at = <usize>i << 2;
      const reset = sigmoid(f32x4.add(v128.load(fromInput + at), v128.load(fromHidden + at)));
      const update = sigmoid(f32x4.add(v128.load(fromInput + gate + at), v128.load(fromHidden + gate + at)));
      const passed = f32x4.mul(reset, v128.load(fromHidden + 2 * gate + at));
      const candidate = tanh(f32x4.add(v128.load(fromInput + 2 * gate + at), passed));
      const away = f32x4.sub(v128.load(hidden + at), candidate);
      put(out + at, f32x4.add(candidate, f32x4.mul(update, away)), n - i);
      put(bent + at, reset, n - i);
      put(bent + part + at, update, n - i);
      put(bent + 2 * part + at, candidate, n - i);
    }
    fromInput += 3 * gate;
    fromHidden += 3 * gate;
    hidden += gate;
    out += gate;
    bent += gate;
  }
}

/** hiddenGrad may be 0 (not wanted). */
export function gruHiddenGrad(
  rows: i32, n: i32, grad: usize, bent: usize, fromHidden: usize, hidden: usize,
  fromInputGrad: usize, fromHiddenGrad: usize, hiddenGrad: usize,
): void {
  const gate = <usize>n << 2;
  const part = <usize>rows * gate;
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < n; i += 4) {
      const at = <usize>i << 2;
      const g = v128.load(grad + at);
      const reset = v128.load(bent + at);
      const update = v128.load(bent + part + at);
      const candidate = v128.load(bent + 2 * part + at);
      const kept = f32x4.mul(g, update);
      const ofNew = throughTanh(f32x4.sub(g, kept), candidate);
      const ofReset = throughSigmoid(f32x4.mul(ofNew, v128.load(fromHidden + 2 * gate + at)), reset);
      const ofUpdate = throughSigmoid(f32x4.mul(g, f32x4.sub(v128.load(hidden + at), candidate)), update);
      put(fromInputGrad + at, ofReset, n - i);
      put(fromInputGrad + gate + at, ofUpdate, n - i);
      put(fromInputGrad + 2 * gate + at, ofNew, n - i);
      put(fromHiddenGrad + at, ofReset, n - i);
      put(fromHiddenGrad + gate + at, ofUpdate, n - i);
      put(fromHiddenGrad + 2 * gate + at, f32x4.mul(ofNew, reset), n - i);
      if (hiddenGrad) put(hiddenGrad + at, kept, n - i);
    }
    grad += gate;
    bent += gate;
    fromHidden += 3 * gate;
    hidden += gate;
    fromInputGrad += 3 * gate;
    fromHiddenGrad += 3 * gate;
    if (hiddenGrad) hiddenGrad += gate;
  }
}
