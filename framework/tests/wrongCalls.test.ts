// Everything that is exported, called as TypeScript would not allow it: each argument of a right call replaced by something else, options
// that do not exist, PyTorch's spellings, lists spread over the arguments. Never anything but an error of ours, or a result where the
// other value is right as well. Whoever exports something new gives it a row in everyCall.ts, or the first test here fails.

import { describe, expect, it } from 'vitest';
import * as cg from '../index.ts';
import { opCalls } from '../ops/signatures.ts';
import type { KindName } from '../tensor/kinds.ts';
import { kinds } from '../tensor/kinds.ts';
import {
  ABSTRACT,
  type Arguments,
  alsoRight,
  classes,
  ERROR,
  exempt,
  functions,
  NOTHING,
  onlyWrongly,
  optional,
  ownUse,
  takesNothing,
  tensorMethods,
  VALUE,
  withData,
} from './everyCall.ts';

/** Values that are meant nowhere, or only in some places. */
const strange = (): Readonly<Record<string, unknown>> => ({
  null: null,
  'a text': 'strange',
  true: true,
  'a number': 3,
  NaN: Number.NaN,
  'a fraction': 2.5,
  'below zero': -1,
  'a list of texts': ['strange'],
  'a list of truth': [true],
  'an empty list': [],
  'an object': { strange: 1 },
  '{ dim }': { dim: 1 },
  'a function': () => 1,
  'a tensor': cg.ones([2, 3]),
});

const typeOf = (value: unknown): string => {
  if (value instanceof cg.Tensor) return 'tensor';
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return 'list';
  return value === null || value === undefined ? 'nothing' : typeof value;
};

type Run = (args: readonly unknown[]) => unknown;

/** null: refused by an error of ours; else how the call ended. */
async function ending(run: Run, args: readonly unknown[]): Promise<string | null> {
  try {
    let result = run(args);
    if (typeof result === 'object' && result !== null && 'next' in result)
      result = (result as { next(): unknown }).next();
    await result;
    return 'accepted';
  } catch (error) {
    if (error instanceof cg.ChalkgradError) return error.hint.length > 5 ? null : 'refused without a hint';
    return `${(error as Error).name}: ${(error as Error).message.split('\n')[0]}`;
  }
}

/** May this value stand where `right` stands? Only if the same type does: numbers for numbers, lists for lists. */
const isAlike = (value: unknown, right: unknown, kind: KindName | null): boolean =>
  kind !== null
    ? kinds[kind].holds(value as never)
    : typeOf(value) === typeOf(right) || (typeOf(right) === 'list' && typeOf(value) === 'tensor'); // where a list is meant, a tensor [N] may come: the value is judged elsewhere

/** What goes wrong when a right call is spoilt, in lines. */
async function complaints(
  what: string,
  run: Run,
  right: Arguments,
  hasDefault: (at: number) => boolean,
  triesRight = true,
): Promise<string[]> {
  const isOptional = (at: number): boolean => hasDefault(at) || (optional[what]?.includes(at) ?? false);
  const found: string[] = [];
  const attempt = async (how: string, args: readonly unknown[], mayBe: boolean): Promise<void> => {
    if (mayBe && !triesRight) return;
    const end = await ending(run, args);
    if (end === null || (end === 'accepted' && mayBe)) return;
    found.push(`${what}(${how}): ${end}`);
  };
  const count = right().length;
  for (let at = 0; at < count; at++) {
    for (const [name, value] of Object.entries(strange())) {
      const args = [...right()];
      const mayBe =
        (isAlike(value, args[at], null) && typeOf(value) !== 'object') ||
        (value === null && isOptional(at)) ||
        (alsoRight[what]?.includes(name) ?? false);
      args[at] = value;
      await attempt(`argument ${at + 1}: ${name}`, args, mayBe);
    }
    if (!isOptional(at)) await attempt(`argument ${at + 1} left out`, [...right()].with(at, undefined), false);
  }
  const last = right().at(-1);
  const isOptions = typeOf(last) === 'object' && Object.getPrototypeOf(last) === Object.prototype;
  if (isOptions && !withData.has(what) && !what.endsWith('StateDict')) {
    for (const name of [...Object.keys(last as object).map(snakeCase), 'isCausul']) {
      if (Object.hasOwn(last as object, name)) continue;
      await attempt(`option ${name}`, [...right().slice(0, -1), { ...(last as object), [name]: 1 }], false);
    }
    for (const name of Object.keys(last as object)) {
      await attempt(
        `option ${name} as a symbol`,
        [...right().slice(0, -1), { ...(last as object), [name]: Symbol.iterator }],
        false,
      );
    }
  }
  return found;
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const all = cg as unknown as Readonly<Record<string, unknown>>;
const exported = Object.keys(all);
const isOp = (name: string): boolean => Object.hasOwn(cg.opList, name);

type AnyClass = (new (...args: readonly unknown[]) => object) & { readonly prototype: object };
const isClass = (value: unknown): value is AnyClass =>
  typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));

/** Names that TypeScript keeps to a class or its subclasses: they are methods like others once the types are gone. */
const kept = new Set(
  Object.values(import.meta.glob<string>('../**/*.ts', { query: '?raw', import: 'default', eager: true })).flatMap(
    (source) =>
      [
        ...source.matchAll(
          /^\s+(?:private|protected)\s+(?:(?:static|abstract|override|async|readonly|get|set)\s+)*\*?(\w+)\s*[(<]/gm,
        ),
      ].map(([, name]) => name!),
  ),
);

/** Methods that a class itself has, static ones as `static name`. */
function methodsOf(Kind: AnyClass): string[] {
  const isMethod = (holder: object, name: string): boolean =>
    name !== 'constructor' &&
    !kept.has(name) &&
    typeof Object.getOwnPropertyDescriptor(holder, name)?.value === 'function';
  return [
    ...Object.getOwnPropertyNames(Kind.prototype).filter((name) => isMethod(Kind.prototype, name)),
    ...Object.getOwnPropertyNames(Kind)
      .filter((name) => name !== 'prototype' && isMethod(Kind, name))
      .map((name) => `static ${name}`),
  ];
}

/** Is there a row for this method, of the class itself or, for those that are built upon, of one of its subclasses? */
function hasRow(name: string, Kind: AnyClass, method: string): boolean {
  if (takesNothing[name]?.includes(method) || ownUse[name]?.includes(method)) return true;
  if (name === 'Tensor') return isOp(method) || Object.hasOwn(tensorMethods, method);
  return Object.entries(classes).some(
    ([sub, { methods = {} }]) =>
      Object.hasOwn(methods, method) && (sub === name || (all[sub] as AnyClass).prototype instanceof Kind),
  );
}

describe('the table of calls', () => {
  it('has a row for everything that is exported', () => {
    const known = (name: string): boolean =>
      isOp(name) || [functions, onlyWrongly, classes, exempt].some((table) => Object.hasOwn(table, name));
    expect(exported.filter((name) => !known(name))).toEqual([]);
  });

  it('has a row for every method of every class', () => {
    const found = exported.flatMap((name) => {
      const Kind = all[name];
      if (!isClass(Kind) || exempt[name] === ERROR) return [];
      return methodsOf(Kind).flatMap((method) => (hasRow(name, Kind, method) ? [] : [`${name}.${method}`]));
    });
    expect(found).toEqual([]);
  });

  it('has no row for anything else', () => {
    const rows = [functions, onlyWrongly, classes, exempt].flatMap(Object.keys);
    expect(rows.filter((name) => !exported.includes(name))).toEqual([]);
    const methods = [takesNothing, ownUse].flatMap((table) =>
      Object.entries(table).flatMap(([name, list]) => list.map((method) => [name, method] as const)),
    );
    expect(methods.filter(([name, method]) => !methodsOf(all[name] as AnyClass).includes(method))).toEqual([]);
  });

  it('leaves out only what it says', () => {
    for (const [name, reason] of Object.entries(exempt)) {
      const value = all[name];
      if (reason === VALUE) expect(typeof value, name).not.toBe('function');
      if (reason === NOTHING) expect((value as () => unknown).length, name).toBe(0);
      if (reason === ABSTRACT || reason === ERROR) expect(isClass(value), name).toBe(true);
    }
    for (const [name, methods] of Object.entries(takesNothing)) {
      const { prototype } = all[name] as { readonly prototype: Readonly<Record<string, () => unknown>> };
      for (const method of methods) expect(prototype[method]!.length, `${name}.${method}`).toBe(0);
    }
  });
});

describe('a class that others build upon', () => {
  const made = (name: string, ...args: readonly unknown[]): (() => unknown) => {
    const Kind = all[name] as new (...given: readonly unknown[]) => { fit?: (x: cg.Tensor) => unknown };
    return () => new Kind(...args);
  };
  const optimizer = new cg.SGD([cg.ones([1])], { lr: 1 });
  const scaler = made('Scaler') as () => { fit: (x: cg.Tensor) => unknown };
  it.each([
    ['Optimizer', made('Optimizer', [cg.ones([1])], { lr: 1 }), /no method update/],
    ['Scheduler', made('Scheduler', optimizer), /no method rate/],
    ['Recurrent', made('Recurrent', 2, 3, 1, {}), /no method cell/],
    ['BatchNorm', made('BatchNorm', 2), /no method check/],
    ['InstanceNorm', made('InstanceNorm', 2), /no method check/],
    ['Scaler', () => scaler().fit(cg.ones([2, 2])), /no method learn/],
    ['Tensor of a list', made('Tensor', [1, 2]), /new Tensor: .*\[1, 2\][\s\S]*tensor\(\[1, 2\]\)/],
    ['Tensor of sizes', made('Tensor', 2, 3), /new Tensor: .* is 2/],
  ])('says what is missing: %s', (_name, run, message) => {
    expect(run).toThrow(cg.ChalkgradError);
    expect(run).toThrow(message);
  });
});

describe('a function called wrongly refuses, and says what to do', () => {
  it.each(Object.entries(functions))('%s', async (name, right) => {
    const run: Run = (args) => {
      const result = (all[name] as (...given: readonly unknown[]) => unknown)(...args);
      if (name === 'listen') (result as () => void)(); // nobody goes on listening
      return result;
    };
    expect(await ending(run, right()), `${name}, called rightly`).toBe('accepted');
    expect(await complaints(name, run, right, (at) => at >= (all[name] as () => unknown).length)).toEqual([]);
  });
});

describe('a function of files, of long runs or of a GPU called wrongly refuses, and says what to do', () => {
  it.each(Object.entries(onlyWrongly))('%s', async (name, right) => {
    const run: Run = (args) => (all[name] as (...given: readonly unknown[]) => unknown)(...args);
    const { length } = all[name] as () => unknown;
    expect(await complaints(name, run, right, (at) => at >= length, false)).toEqual([]);
  });
});

describe('a class made or used wrongly refuses, and says what to do', () => {
  it.each(Object.entries(classes))('%s', async (name, { make, methods = {}, ready }) => {
    type Made = Record<string, (...given: readonly unknown[]) => unknown>;
    const Kind = all[name] as (new (...given: readonly unknown[]) => Made) & Made;
    const made = (): Made => {
      const instance = new Kind(...make());
      ready?.(instance as never);
      return instance;
    };
    const construct: Run = (args) => new Kind(...args);
    expect(await ending(construct, make()), `new ${name}, called rightly`).toBe('accepted');
    const found = await complaints(`new ${name}`, construct, make, (at) => at >= Kind.length);
    for (const [method, right] of Object.entries(methods)) {
      const [, own] = /^static (.*)$/.exec(method) ?? [];
      const run: Run = (args) => (own === undefined ? made()[method]!(...args) : Kind[own]!(...args));
      expect(await ending(run, right()), `${name}.${method}, called rightly`).toBe('accepted');
      const { length } = own === undefined ? made()[method]! : Kind[own]!;
      found.push(...(await complaints(`${name}.${method}`, run, right, (at) => at >= length)));
    }
    expect(found).toEqual([]);
  });
});

describe('a method of a tensor called wrongly refuses, and says what to do', () => {
  it.each(Object.entries(tensorMethods))('%s', async (name, right) => {
    const run: Run = (args) => {
      const x = cg.ones([2, 3], { requiresGrad: name !== 'copyFrom_' });
      return (x as unknown as Record<string, (...given: readonly unknown[]) => unknown>)[name]!(...args);
    };
    expect(await ending(run, right()), `${name}, called rightly`).toBe('accepted');
    expect(await complaints(name, run, right, () => true)).toEqual([]);
  });
});

describe('an op called wrongly refuses, and says what to do', () => {
  const calls = [...opCalls].filter(([name]) => isOp(name));
  it.each(calls)('%s', async (name, { call }) => {
    const op = all[name] as ((...given: readonly unknown[]) => unknown) & { definition: cg.AnyDefinition };
    const run: Run = (args) => op(...args);
    const examples = op.definition.examples(new cg.Generator(7) as never) as readonly (readonly unknown[])[];
    const right: Arguments = () => [...examples].sort((a, b) => b.length - a.length)[0]!;
    const found: string[] = [];
    for (let at = 0; at < right().length; at++) {
      const place = call.places[at] ?? call.rest;
      for (const [title, value] of Object.entries(strange())) {
        const args = [...right()].with(at, value);
        const fits = (place?.kind.holds(value) ?? false) || (place?.takesSpread === true && typeof value === 'number');
        const end = await ending(run, args);
        const mayBe =
          fits ||
          (value === null && (place?.isOptional ?? true)) ||
          (at >= call.places.length && call.rest === null && value === null);
        if (end !== null && !(end === 'accepted' && mayBe)) found.push(`${name}(argument ${at + 1}: ${title}): ${end}`);
      }
    }
    const places = [...right().slice(0, call.places.length)];
    while (call.rest === null && places.length < call.places.length) places.push(undefined);
    if (call.options !== null) {
      for (const option of ['strange', ...[...call.options.keys()].map(snakeCase)]) {
        if (call.options.has(option)) continue;
        const end = await ending(run, [...places, { [option]: 1 }]);
        if (end !== null) found.push(`${name}(option ${option}): ${end}`);
      }
      for (const value of [5, true, 'text', [1]]) {
        const end = await ending(run, [...places, value]);
        if (end !== null) found.push(`${name}(${String(value)} for options): ${end}`);
      }
    } else if (call.rest === null) {
      const end = await ending(run, [...places, 1]);
      if (end !== null && name !== 'to') found.push(`${name}(one argument too many): ${end}`);
    }
    expect(found).toEqual([]);
  });
});

describe('inside a function of the reader’s own', () => {
  it('wrong calls are refused on the way forwards and back', () => {
    const wrongForward = cg.customFunction({
      name: 'mine',
      forward: (x) => x.sum({ dim: 0 } as never),
      backward: (g) => [g],
    });
    expect(() => wrongForward(cg.ones([2]))).toThrow(/sum: axes is an object { dim }/);
    const wrongBack = cg.customFunction({
      name: 'mine',
      forward: (x) => x.mul(2),
      backward: (g) => [g.mul('2' as never)],
    });
    const x = cg.ones([2], { requiresGrad: true });
    expect(() => wrongBack(x).sum().backward()).toThrow(/mul: b is the text '2'/);
  });
});
