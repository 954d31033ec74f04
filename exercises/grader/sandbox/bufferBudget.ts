/**
 * A budget for memory outside the heap, kept in the process or worker in which a student's code runs. Neither Node's limit
 * nor a browser counts typed arrays, and a page cannot ask what its worker holds. What is counted is what was allocated, not
 * what is still alive, for a collector cannot be asked; the budget is so far above any exercise that it makes no difference.
 *
 * Every way to such memory leads through a function replaced here; constructors are also found through
 * `prototype.constructor`, which is where `slice`, `map` and subclasses look for them. As in the sandbox program, what runs after
 * student code was loaded uses plain syntax: no iterators, no methods that may have been patched.
 *
 * Shipped as text in front of the sandbox program, so it imports nothing.
 */

const BUFFER_BUDGET_BYTES = 2 ** 30;
/** No exercise has one array of this size, and it must not be there even for a moment. */
const LARGEST_BUFFER_BYTES = 2 ** 28;
const WASM_PAGE_BYTES = 65_536;

type Method = (...args: unknown[]) => unknown;
/** Bytes that a call is about to allocate. Arguments that could answer differently when asked again are made plain in place. */
type Cost = (args: unknown[], self: unknown) => number;
/** Bytes that a call has allocated, where that is known only afterwards. */
type Made = (value: unknown, args: unknown[]) => number;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A reader of an internal slot, which no patch changes; −1 where the value has none. */
function slotReader(owner: object, name: string): (value: unknown) => number {
  const { apply } = Reflect;
  const get = Object.getOwnPropertyDescriptor(owner, name)!.get!;
  return (value) => {
    try {
      return apply(get, value, []) as number;
    } catch {
      return -1;
    }
  };
}

/** Replaces constructors and methods by ones that spend from a budget before, or at worst right after, they allocate. */
function spender(tooMuch: () => void) {
  const { apply, construct } = Reflect;
  const RangeErrorHere = RangeError;
  let spent = 0;
  const spend = (bytes: number): void => {
    if (bytes > 0) spent += bytes;
    if (spent <= BUFFER_BUDGET_BYTES && !(bytes > LARGEST_BUFFER_BYTES)) return;
    spent = Infinity;
    tooMuch();
    throw new RangeErrorHere('Array buffer allocation failed');
  };
  const put = (owner: object, name: string, value: unknown): void => {
    Object.defineProperty(owner, name, { value, writable: true, configurable: true });
  };
  return {
    watchConstructor(owner: object, name: string, cost: Cost, made: Made): void {
      const original = (owner as Record<string, { prototype: object } | undefined>)[name];
      if (original === undefined) return;
      const watched: object = new Proxy(original, {
        // A student may put traps on Object.prototype.
        __proto__: null,
        construct(target, args, newTarget) {
          spend(cost(args, null));
          const kind = newTarget === watched ? target : newTarget;
          const value = construct(target as never, args, kind as never) as object;
          spend(made(value, args));
          return value;
        },
      } as ProxyHandler<typeof original>);
      put(owner, name, watched);
      put(original.prototype, 'constructor', watched);
    },
    watchMethod(owner: object, name: string, cost: Cost, made: Made): void {
      const original = (owner as Record<string, Method | undefined>)[name];
      if (original === undefined) return;
      const watched = {
        [name](this: unknown, ...args: unknown[]): unknown {
          spend(cost(args, this));
          const value = apply(original, this, args);
          spend(made(value, args));
          return value;
        },
      };
      put(owner, name, watched[name]);
    },
  };
}

/** Sums the buffers in a structured clone, which is plain data without getters, however it is nested. */
function cloneMeter(bytesOf: (value: unknown) => number): (clone: unknown) => number {
  const { apply } = Reflect;
  const SetHere = Set;
  const keysOf = Object.keys;
  const { has, add, forEach: eachOfSet } = Set.prototype;
  const { forEach: eachOfMap } = Map.prototype;
  return (clone) => {
    const seen = new SetHere();
    // A linked list, because an array's `push` may have been patched.
    let waiting: { value: unknown; next: typeof waiting } | null = { value: clone, next: null };
    const wait = (value: unknown): void => {
      if (isObject(value)) waiting = { value, next: waiting };
    };
    const each = (forEach: unknown, value: object): void => {
      try {
        const waitForBoth = (item: unknown, key: unknown): void => {
          wait(item);
          wait(key);
        };
        apply(forEach as Method, value, [waitForBoth]);
      } catch {
        // neither a Map nor a Set
      }
    };
    let sum = 0;
    while (waiting !== null) {
      const value: unknown = waiting.value;
      waiting = waiting.next;
      if (!isObject(value) || apply(has, seen, [value])) continue;
      apply(add, seen, [value]);
      const bytes = bytesOf(value);
      if (bytes >= 0) sum += bytes;
      else {
        each(eachOfMap, value);
        each(eachOfSet, value);
        const keys = keysOf(value);
        for (let i = 0; i < keys.length; i++) wait((value as Record<string, unknown>)[keys[i]!]);
      }
    }
    return sum;
  };
}

/**
 * @param tooMuch is called once the budget is spent; the allocation then throws, whatever it does
 */
export function limitBuffers(tooMuch: () => void): void {
  const { watchConstructor, watchMethod } = spender(tooMuch);
  const numberOf = Number;
  const scope = globalThis as unknown as Record<string, { BYTES_PER_ELEMENT?: number }>;
  const typedArray = Object.getPrototypeOf(Int8Array) as { prototype: object };
  const arrayLength = slotReader(typedArray.prototype, 'length');
  const arrayBytes = slotReader(typedArray.prototype, 'byteLength');
  const bufferBytes = slotReader(ArrayBuffer.prototype, 'byteLength');
  const sharedBytes = scope['SharedArrayBuffer'] ? slotReader(SharedArrayBuffer.prototype, 'byteLength') : () => -1;
  const nothing = (): number => 0;

  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const each = /^\w+Array$/.test(name) ? scope[name]?.BYTES_PER_ELEMENT : undefined;
    if (each === undefined) continue;
    const cost: Cost = (args) => {
      const source = args[0];
      if (isObject(source)) return arrayLength(source) * each;
      if (typeof source === 'number' || typeof source === 'string') args[0] = numberOf(source);
      return typeof args[0] === 'number' ? args[0] * each : 0;
    };
    // An array-like tells its length only by being read. A view of a buffer allocates nothing.
    const made: Made = (value, args) => {
      const source = args[0];
      const isKnown =
        !isObject(source) || arrayLength(source) >= 0 || bufferBytes(source) >= 0 || sharedBytes(source) >= 0;
      return isKnown ? 0 : arrayBytes(value);
    };
    watchConstructor(scope, name, cost, made);
  }

  const buffer: Cost = (args) => {
    const size = numberOf(args[0] ?? 0);
    const most = isObject(args[1]) ? (args[1] as { maxByteLength?: unknown }).maxByteLength : undefined;
    args[0] = size;
    args[1] = most === undefined ? undefined : { __proto__: null, maxByteLength: numberOf(most) };
    return most === undefined || !(numberOf(most) > size) ? size : numberOf(most);
  };
  watchConstructor(scope, 'ArrayBuffer', buffer, nothing);
  watchConstructor(scope, 'SharedArrayBuffer', buffer, nothing);

  const ofItsSize: Cost = (_, self) => arrayBytes(self);
  const anew: Cost = (args) => {
    if (args.length > 0) args[0] = numberOf(args[0]);
    return args.length > 0 ? (args[0] as number) : 0;
  };
  const encoded: Cost = (args) => (typeof args[0] === 'string' ? 3 * args[0].length : 0);
  // These make an array of their own size without asking a constructor.
  for (const name of ['toReversed', 'toSorted', 'with']) watchMethod(typedArray.prototype, name, ofItsSize, nothing);
  for (const name of ['transfer', 'transferToFixedLength']) watchMethod(ArrayBuffer.prototype, name, anew, nothing);
  watchMethod(TextEncoder.prototype, 'encode', encoded, nothing);

  const clonedBytes = cloneMeter((value) => (arrayBytes(value) >= 0 ? arrayBytes(value) : bufferBytes(value)));
  watchMethod(scope, 'structuredClone', (args) => arrayBytes(args[0]), clonedBytes);

  if (typeof WebAssembly !== 'object') return;
  const pages: Cost = (args) => {
    const { initial } = (args[0] ?? {}) as { initial?: unknown };
    return numberOf(initial ?? 0) * WASM_PAGE_BYTES;
  };
  watchConstructor(WebAssembly, 'Memory', pages, nothing);
  watchMethod(WebAssembly.Memory.prototype, 'grow', (args) => anew(args, null) * WASM_PAGE_BYTES, nothing);
}
