/**
 * Whole matrices of derivatives, for lessons and small problems: one backward pass for each output. Training never needs them,
 * because a loss has a single output.
 */

import { stack } from '../ops/index.ts';
import { check, checkPlace, optionsOf, signature } from '../tensor/arguments.ts';
import { zeros } from '../tensor/create.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { enableGrad } from '../tensor/history.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { grad } from './backward.ts';

export interface JacobianOptions {
  /** Keep history, so that the result can be differentiated again (with respect to x). Default false. */
  readonly createGraph?: boolean;
}

const calls = {
  value: signature('jacobian', { 'what f gives': 'tensor' }),
  jacobian: signature('jacobian', { f: 'function', x: 'tensor' }, { createGraph: 'boolean' }),
  hessian: signature('hessian', { f: 'function', x: 'tensor' }, { createGraph: 'boolean' }),
  vjp: signature('vjp', { f: 'function', x: 'tensor', v: 'tensor' }),
  jvp: signature('jvp', { f: 'function', x: 'tensor', v: 'tensor' }),
};

/**
 * Every output's slope in every input: ∂f_i/∂x_j. f: x → y; result [..y's shape, ..x's shape].
 *
 * @example jacobian((x) => x.square(), tensor([1, 2])) // [[2, 0], [0, 4]]
 */
export function jacobian(f: (x: Tensor) => Tensor, x: Tensor, options: JacobianOptions = {}): Tensor {
  const { createGraph = false } = optionsOf(calls.jacobian, [f, x, options]);
  return enableGrad(() => {
    const at = createGraph && x.requiresGrad ? x : x.detach().requiresGrad_();
    const y = valueAt(f, at);
    const shape = [...y.shape, ...x.shape];
    if (!y.requiresGrad || y.size === 0) return zeros(shape, { dtype: x.dtype, device: x.device });
    const rows = Array.from({ length: y.size }, (_, i) => {
      const [row] = grad(y, [at], { gradient: unit(y, i), retainGraph: true, createGraph });
      return row!;
    });
    return stack(rows).reshape(shape);
  });
}

/**
 * The curvature of a scalar function: ∂²f/∂x_i∂x_j. result [..x's shape, ..x's shape]. Every op in f must be differentiable twice.
 *
 * @example hessian((x) => x.pow(3).sum(), tensor([1, 2])) // [[6, 0], [0, 12]]
 */
export function hessian(f: (x: Tensor) => Tensor, x: Tensor, options: JacobianOptions = {}): Tensor {
  options = optionsOf(calls.hessian, [f, x, options]);
  const slope = (at: Tensor): Tensor => {
    const y = valueAt(f, at);
    if (y.size !== 1) {
      throw new ChalkgradError(
        `hessian: the function gives ${shapeText(y.shape)}, not a single number`,
        'curvature is that of one number: reduce it with sum() or mean(), or take the jacobian of a gradient yourself.',
      );
    }
    return y.requiresGrad
      ? grad(y, [at], { createGraph: true })[0]!
      : zeros(at.shape, { dtype: at.dtype, device: at.device });
  };
  return jacobian(slope, x, options);
}

/**
 * vᵀ J without making J: one backward pass. v has the shape of f(x). → [f(x), vᵀ J in x's shape]
 *
 * @example const [y, pulledBack] = vjp((x) => x.square(), x, v); // 2 x v
 */
export function vjp(f: (x: Tensor) => Tensor, x: Tensor, v: Tensor): [output: Tensor, product: Tensor] {
  check(calls.vjp, f, x, v);
  return enableGrad(() => {
    const at = x.detach().requiresGrad_();
    const y = valueAt(f, at);
    const product = y.requiresGrad
      ? grad(y, [at], { gradient: v })[0]!
      : zeros(x.shape, { dtype: x.dtype, device: x.device });
    return [y.detach(), product];
  });
}

/**
 * J v without making J, by going backward twice: uᵀ J is linear in u, and its own derivative is J. v has x's shape.
 * → [f(x), J v in f(x)'s shape]. Every op in f must be differentiable twice. Source: Townsend, "A new trick for calculating
 * Jacobian vector products" (2017).
 *
 * @example const [y, pushedForward] = jvp((x) => x.square(), x, v); // 2 x v
 */
export function jvp(f: (x: Tensor) => Tensor, x: Tensor, v: Tensor): [output: Tensor, product: Tensor] {
  check(calls.jvp, f, x, v);
  return enableGrad(() => {
    const at = x.detach().requiresGrad_();
    const y = valueAt(f, at);
    const u = zeros(y.shape, { dtype: y.dtype, device: y.device }).requiresGrad_();
    if (!y.requiresGrad) return [y, zeros(y.shape, { dtype: y.dtype, device: y.device })];
    const [pulledBack] = grad(y, [at], { gradient: u, createGraph: true });
    return [y.detach(), grad(pulledBack!, [u], { gradient: v })[0]!];
  });
}

/** f(x), which must be a tensor. */
function valueAt(f: (x: Tensor) => Tensor, x: Tensor): Tensor {
  const y = f(x);
  checkPlace(calls.value, 0, y);
  return y;
}

/** 1 at one place of y's shape, 0 elsewhere. */
function unit(y: Tensor, place: number): Tensor {
  const values = y.dtype === 'float64' ? new Float64Array(y.size) : new Float32Array(y.size);
  values[place] = 1;
  return tensorFrom(values, y.shape, y.dtype);
}
