/**
 * What ops ask for every tensor and every number, and is therefore not checked there, as readers call it: the same functions, their
 * arguments looked at first. The door (index.ts) has these.
 */
import * as trace from '../trace/emit.ts';
import { check, checkLast, NO_OPTIONS, signature } from './arguments.ts';
import * as dtypes from './dtype.ts';
import * as errors from './errors.ts';
import * as shapes from './shape.ts';
import * as substitutes from './substitutes.ts';

const calls = {
  shapeText: signature('shapeText', { shape: 'numberList' }),
  isFloat: signature('isFloat', { dtype: 'dtype' }),
  promote: signature('promote', { a: 'dtype', b: 'dtype' }),
  broadcastShapes: signature('broadcastShapes', { a: 'shape', b: 'shape', op: 'text' }),
  contiguousStrides: signature('contiguousStrides', { shape: 'shape' }),
  sizeOf: signature('sizeOf', { shape: 'shape' }),
  substituteFor: signature('substituteFor', { name: 'text' }),
  listen: signature('listen', { listener: 'function' }, { observes: 'texts' }),
  isObserved: signature('isObserved', { name: 'text' }),
  unheard: signature('unheard', { run: 'function' }),
  inPass: signature('inPass', { name: 'text', run: 'function' }),
  inScope: signature('inScope', { name: 'text', run: 'function' }),
};

/** Shapes are always printed the same way: `[2, 3]`, and `[]` for a scalar. */
export const shapeText: typeof errors.shapeText = (shape) => {
  check(calls.shapeText, shape);
  return errors.shapeText(shape);
};

/** Can this dtype hold fractions, and so a gradient? */
export const isFloat: typeof dtypes.isFloat = (dtype) => {
  check(calls.isFloat, dtype);
  return dtypes.isFloat(dtype);
};

/** The dtype that can hold both: bool < int32 < float32 < float64 (PyTorch's order for these four). */
export const promote: typeof dtypes.promote = (a, b) => {
  check(calls.promote, a, b);
  return dtypes.promote(a, b);
};

/** The common shape of two operands: aligned at the last axis, an axis of size 1 stretches. `op` is named in errors. */
export const broadcastShapes: typeof shapes.broadcastShapes = (a, b, op) => {
  check(calls.broadcastShapes, a, b, op);
  return shapes.broadcastShapes(a, b, op);
};

/** Row-major ("C order") strides: the last axis moves fastest. [2, 3, 4] → [12, 4, 1]. */
export const contiguousStrides: typeof shapes.contiguousStrides = (shape) => {
  check(calls.contiguousStrides, shape);
  return shapes.contiguousStrides(shape);
};

/** Number of elements: the product of the sizes; 1 for a scalar, 0 as soon as one axis is empty. */
export const sizeOf: typeof shapes.sizeOf = (shape) => {
  check(calls.sizeOf, shape);
  return shapes.sizeOf(shape);
};

/** What stands in the place of `name`; null when it is ours, or when its substitute is the one who asks. */
export const substituteFor: typeof substitutes.substituteFor = (name) => {
  check(calls.substituteFor, name);
  return substitutes.substituteFor(name);
};

/**
 * Hear every event until the returned function is called.
 *
 * @example
 * const stop = listen((event) => console.log(event.type));
 * loss.backward();
 * stop();
 */
export const listen: typeof trace.listen = (listener, options = NO_OPTIONS) => {
  check(calls.listen, listener);
  return trace.listen(listener, checkLast(calls.listen, options));
};

/** Does anyone want this observed tensor? Ask before making it. */
export const isObserved: typeof trace.isObserved = (name) => {
  check(calls.isObserved, name);
  return trace.isObserved(name);
};

/** Run something that is not part of the story: listeners hear nothing of it. */
export const unheard: typeof trace.unheard = (run) => {
  check(calls.unheard, run);
  return trace.unheard(run);
};

/** Run a part of a step that has a loss, a way back and an update of its own: events inside say which they belong to. */
export const inPass: typeof trace.inPass = (name, run) => {
  check(calls.inPass, name, run);
  return trace.inPass(name, run);
};

/** Run with one more name on the path, so that the events inside say which module they belong to. */
export const inScope: typeof trace.inScope = (name, run) => {
  check(calls.inScope, name, run);
  return trace.inScope(name, run);
};
