/**
 * Stands in for vitest while mutants are tried: starting vitest hundreds of times takes longer than the tests. It runs what a test file
 * registers, stops at the first failure, and knows the few matchers that those files use; another one is an error.
 */
import { isDeepStrictEqual } from 'node:util';

type Body = () => unknown;

class AnyText {
  readonly part: string;
  constructor(part: string) {
    this.part = part;
  }
}

interface Case {
  readonly before: readonly Body[];
  readonly body: Body;
}

const cases: Case[] = [];
const endings: Body[] = [];
let hooks: readonly Body[] = [];

export const describe = (_: string, body: Body): void => {
  const outer = hooks;
  body();
  hooks = outer;
};
export const it = (_: string, body: Body): void => void cases.push({ before: hooks, body });
export const beforeEach = (body: Body): void => {
  hooks = [...hooks, body];
};
export const afterAll = (body: Body): void => void endings.push(body);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** As toEqual sees it: fields that are undefined are not there. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isRecord(value) || value instanceof AnyText || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, tidy(item)]])),
  );
}

function equals(got: unknown, wanted: unknown): boolean {
  if (wanted instanceof AnyText) return typeof got === 'string' && got.includes(wanted.part);
  if (Array.isArray(wanted) && Array.isArray(got))
    return got.length === wanted.length && wanted.every((item, i) => equals(got[i], item));
  return isDeepStrictEqual(tidy(got), tidy(wanted));
}

function matches(got: unknown, wanted: unknown): boolean {
  if (!isRecord(wanted) || wanted instanceof AnyText || ArrayBuffer.isView(wanted)) return equals(got, wanted);
  if (Array.isArray(wanted))
    return Array.isArray(got) && got.length === wanted.length && wanted.every((item, i) => matches(got[i], item));
  return isRecord(got) && Object.entries(wanted).every(([key, item]) => matches(got[key], item));
}

function throws(body: unknown, wanted: unknown): boolean {
  try {
    (body as Body)();
    return false;
  } catch (error) {
    if (wanted === undefined) return true;
    if (typeof wanted === 'function') return error instanceof (wanted as new () => Error);
    const message = error instanceof Error ? error.message : '';
    return wanted instanceof RegExp ? wanted.test(message) : message.includes(String(wanted));
  }
}

const matchers: Readonly<Record<string, (got: unknown, wanted: unknown) => boolean>> = {
  toBe: Object.is,
  toEqual: equals,
  toMatchObject: matches,
  toBeNull: (got) => got === null,
  toBeUndefined: (got) => got === undefined,
  toThrow: throws,
  toHaveLength: (got, wanted) => (got as readonly unknown[]).length === wanted,
  toBeLessThanOrEqual: (got, wanted) => (got as number) <= (wanted as number),
  toHaveProperty: (got, wanted) => isRecord(got) && String(wanted) in got,
};

const assertions = (got: unknown, wants: boolean): Record<string, (wanted?: unknown) => void> =>
  new Proxy(
    {},
    {
      get(_, name: string) {
        if (name === 'not') return assertions(got, !wants);
        const matcher = matchers[name];
        if (matcher === undefined) throw new Error(`miniTest.ts knows no ${name}`);
        return (wanted?: unknown): void => {
          if (matcher(got, wanted) !== wants) throw new Error(`${name} failed`);
        };
      },
    },
  );

export const expect = Object.assign((got: unknown, _?: string) => assertions(got, true), {
  stringContaining: (part: string) => new AnyText(part),
});

/** Runs everything that was registered. Rejects at the first failure. */
export async function runAll(): Promise<void> {
  try {
    for (const { before, body } of cases) {
      for (const hook of before) await hook();
      await body();
    }
  } finally {
    for (const ending of endings) await ending();
  }
}
