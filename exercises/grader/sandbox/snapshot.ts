/** A plain copy of whatever a solution returned. */

import { readable, typeName } from './errorValue.ts';
import { Bytes, copyOf, hasOwn, isArray, keysOf, plainPrototype, prototypeOf, tagOf } from './intrinsics.ts';
import { put } from './put.ts';
import { type Loaded, Opaque, type TypedArray, UNCOPYABLE, type Value } from './values.ts';
import { MAX_CELLS, MAX_DEPTH } from './wire.ts';
import { typedKind } from './writeValue.ts';

const TooBig = class extends Error {};

/** What an object of a class is called; a plain object has no class worth telling. */
function className(value: object): string {
  const maker = readable(() => (value as { constructor: { name: string } }).constructor.name);
  return maker === '' ? 'object' : maker;
}

const isPlain = (value: unknown): boolean => {
  if (tagOf(value) !== '[object Object]') return false;
  const prototype = prototypeOf(value);
  return prototype === plainPrototype || prototype === null;
};

/** Arrays before they are copied, so that one of a thousand million holes is refused without copying it. */
function countCells(items: readonly unknown[], budget: { left: number }, depth: number): void {
  if (depth > MAX_DEPTH) throw new TooBig();
  budget.left -= items.length;
  if (!(budget.left >= 0)) throw new TooBig();
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (isArray(item)) countCells(item, budget, depth + 1);
  }
}

/** Plain data from what `structuredClone` made, or from a primitive, within what is left of the budget. */
function plainCopy(value: unknown, budget: { left: number }, depth: number): Value {
  budget.left -= typeof value === 'string' ? value.length : 1;
  if (!(budget.left >= 0) || depth > MAX_DEPTH) throw new TooBig();
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' || value === null)
    return value;
  if (isArray(value)) {
    const items: Value[] = new Array(value.length);
    for (let i = 0; i < value.length; i++)
      put(items, i, hasOwn(value, i) ? plainCopy(value[i], budget, depth + 1) : new Opaque('undefined'));
    return items;
  }
  if (typeof value !== 'object') return new Opaque(typeName(value));
  const kind = typedKind(value);
  if (kind >= 0) {
    budget.left -= kind === 0 ? new Bytes(value as ArrayBuffer).length : (value as TypedArray).length;
    if (!(budget.left >= 0)) throw new TooBig();
    return value as TypedArray;
  }
  if (!isPlain(value)) return new Opaque(typeName(value));
  const keys = keysOf(value as object);
  const record = {};
  for (let i = 0; i < keys.length; i++)
    put(record, keys[i]!, plainCopy((value as Loaded)[keys[i]!], budget, depth + 1));
  return record;
}

/**
 * A plain copy of whatever a solution returned: plain data as it is, type names for the rest.
 * `structuredClone` reads every getter exactly once and refuses Proxies, so the copy cannot change afterwards.
 * Throws TooBig beyond MAX_CELLS, and whatever a getter of the value throws.
 */
export function snapshot(value: unknown): Value {
  const budget = { left: MAX_CELLS };
  if (typeof value !== 'object' || value === null) return plainCopy(value, budget, 0);
  if (isArray(value)) countCells(value, { left: MAX_CELLS }, 1);
  else if (typedKind(value) < 0 && !isPlain(value))
    return new Opaque(tagOf(value) === '[object Object]' ? className(value) : typeName(value));
  let copy: unknown;
  try {
    copy = copyOf(value);
  } catch {
    return new Opaque(UNCOPYABLE);
  }
  return plainCopy(copy, budget, 0);
}

/** Whether `snapshot` gave up because the value was too big. */
export const isTooBig = (error: unknown): boolean => error instanceof TooBig;
