/**
 * Built-ins as they were before any student code was loaded: it may have patched them by the time its answers are copied. What
 * runs after that uses these, and otherwise plain syntax only: indexing and comparison, no methods, no iterators, no array growth.
 */

// A bound `call` keeps working whatever happens to the prototypes.
const uncurry = Function.prototype.bind.bind(Function.prototype.call) as <This, Args extends unknown[], Result>(
  method: (this: This, ...args: Args) => Result,
) => (self: This, ...args: Args) => Result;
export const Bytes = Uint8Array;
export const isArray = Array.isArray;
export const hasOwn = Object.hasOwn;
export const keysOf = Object.keys;
export const define = Object.defineProperty;
export const apply = Reflect.apply;
export const construct = Reflect.construct;
export const prototypeOf = Object.getPrototypeOf as (value: unknown) => unknown;
export const plainPrototype = Object.prototype;
export const bind = uncurry(Function.prototype.bind) as (
  method: unknown,
  self: unknown,
) => (...args: unknown[]) => unknown;
export const copyOf = structuredClone;
export const asText = String;
export const least = Math.min;
export const asJson = JSON.stringify;
export const tagOf = uncurry(Object.prototype.toString) as (value: unknown) => string;
export const cut = uncurry(String.prototype.slice);
export const find = uncurry(String.prototype.indexOf);
export const codeAt = uncurry(String.prototype.charCodeAt);
const encoder = new TextEncoder();
export const encodeInto = encoder.encodeInto.bind(encoder);
export const floatCell = new Float64Array(1);
export const floatBytes = new Uint8Array(floatCell.buffer);
