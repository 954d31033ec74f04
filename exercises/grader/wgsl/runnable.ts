/** Pieces of a program that can be run: expressions and statements as closures, and, where a barrier may stand in them, as generators. */
import { converter, fround, imul } from './arithmetic.ts';
import type { Thread, Waiting } from './Machine.ts';
import { isAbstract, type ScalarName, type ShaderType, typeText } from './shaderTypes.ts';
import { OutsideLanguage, type Place } from './tokens.ts';

// biome-ignore lint/suspicious/noExplicitAny: what it is stands in its type in the shader
export type Loose = any;
export type Run = (thread: Thread) => Loose;
export type Steps<T> = Generator<Waiting, T>;

export interface Value {
  readonly type: ShaderType;
  readonly run: Run;
  /** Set where a barrier stands within. */
  readonly steps: ((thread: Thread) => Steps<unknown>) | null;
  /** Known before the program runs: `run` needs no thread. */
  readonly constant: boolean;
}

/** How a statement ended. */
export const [NEXT, BREAK, CONTINUE, RETURN] = [0, 1, 2, 3];

export interface Runnable {
  readonly run: (thread: Thread) => number;
  readonly steps: ((thread: Thread) => Steps<number>) | null;
}

const nobody = null as unknown as Thread;

export const computed = (type: ShaderType, run: Run): Value => ({ type, run, steps: null, constant: false });

export function constantOf(type: ShaderType, value: unknown): Value {
  return { type, run: () => value, steps: null, constant: true };
}

/** A function of operands, evaluated from left to right. `fast` is the same written out for operands that do not wait. */
export function lift(
  type: ShaderType,
  operands: readonly Value[],
  f: (...values: Loose[]) => unknown,
  fast?: Run,
): Value {
  if (operands.every(({ constant }) => constant)) return constantOf(type, f(...operands.map(({ run }) => run(nobody))));
  const [a, b, c] = operands as [Value, Value, Value];
  const { length } = operands;
  const [A, B, C] = [a.run, b?.run, c?.run];
  const run: Run =
    fast ??
    (length === 1
      ? (t) => f(A(t))
      : length === 2
        ? (t) => f(A(t), B(t))
        : length === 3
          ? (t) => f(A(t), B(t), C(t))
          : (t) => f(...operands.map((one) => one.run(t))));
  if (operands.every(({ steps }) => steps === null)) return { type, run, steps: null, constant: false };
  const steps = function* (t: Thread): Steps<unknown> {
    const values: unknown[] = [];
    for (const one of operands) values.push(one.steps === null ? one.run(t) : yield* one.steps(t));
    return f(...values);
  };
  return { type, run, steps, constant: false };
}

/** Waits where the operand waits; used where an operand is at hand. */
export function* evaluate(value: Value, thread: Thread): Steps<unknown> {
  return value.steps === null ? value.run(thread) : yield* value.steps(thread);
}

export const constantValue = (value: Value): unknown => value.run(nobody);

/** Element by element where one of the operands is a vector. */
export function byElement(
  f: (...parts: Loose[]) => unknown,
  types: readonly ShaderType[],
): (...values: Loose[]) => unknown {
  const vector = types.find((type) => type.kind === 'vector');
  if (vector?.kind !== 'vector') return f;
  const { size } = vector;
  const isVector = types.map((type) => type.kind === 'vector');
  return (...values) => {
    const made = new Array(size);
    for (let i = 0; i < size; i++) made[i] = f(...values.map((value, k) => (isVector[k] ? value[i] : value)));
    return made;
  };
}

const reaches: Readonly<Record<string, readonly ScalarName[]>> = {
  aint: ['i32', 'u32', 'f32', 'afloat'],
  afloat: ['f32'],
};

function canBecome(from: ShaderType, to: ShaderType): boolean {
  if (from.kind === 'scalar' && to.kind === 'scalar')
    return from.name === to.name || (reaches[from.name] ?? []).includes(to.name);
  if (from.kind === 'vector' && to.kind === 'vector') return from.size === to.size && canBecome(from.of, to.of);
  if (from.kind === 'array' && to.kind === 'array') return from.length === to.length && canBecome(from.of, to.of);
  return from.kind === to.kind && from.name === to.name;
}

function deepConverter(from: ShaderType, to: ShaderType): (value: Loose) => unknown {
  if (from.kind === 'scalar' && to.kind === 'scalar') return converter(from.name, to.name);
  const [inner, outer] = [from, to].map((type) => ('of' in type ? type.of : type)) as [ShaderType, ShaderType];
  const one = deepConverter(inner, outer);
  return (value: unknown[]) => value.map(one);
}

/** A value as the type that is wanted: only numbers of the text that have none yet may change theirs. */
export function become(value: Value, to: ShaderType, place: Place, what: string): Value {
  const { type } = value;
  if (type.kind === to.kind && type.name === to.name) return value;
  if (!canBecome(type, to)) {
    const toFloat = to.name === 'f32' && type.kind === 'scalar' && type.name !== 'bool';
    const hint = toFloat || ['i32', 'u32'].includes(to.name) ? ` Write ${to.name}(…) around it.` : '';
    throw new OutsideLanguage(place, `${what} is ${typeText(type)} and must be ${typeText(to)}.${hint}`);
  }
  const whole = to.name === 'u32' && value.constant && type.kind === 'scalar' ? (constantValue(value) as number) : 0;
  if (whole < 0) throw new OutsideLanguage(place, `${whole} is less than 0, and a u32 never is.`);
  return lift(to, [value], deepConverter(type, to));
}

/** The type in which two operands meet: that of the one that has one. */
export function meeting(a: ShaderType, b: ShaderType): ShaderType {
  if (isAbstract(a) && !isAbstract(b)) return b;
  if (isAbstract(a) && isAbstract(b) && a.name === 'aint') return b;
  return a;
}

/** The signs that programs spend their time in, written out: a call less for each. */
export function fastBinary(sign: string, name: ScalarName, A: Run, B: Run): Run | undefined {
  switch (`${name} ${sign}`) {
    case 'f32 +':
      return (t) => fround(A(t) + B(t));
    case 'f32 -':
      return (t) => fround(A(t) - B(t));
    case 'f32 *':
      return (t) => fround(A(t) * B(t));
    case 'u32 +':
      return (t) => (A(t) + B(t)) >>> 0;
    case 'u32 -':
      return (t) => (A(t) - B(t)) >>> 0;
    case 'u32 *':
      return (t) => imul(A(t), B(t)) >>> 0;
    case 'i32 +':
      return (t) => (A(t) + B(t)) | 0;
    case 'i32 *':
      return (t) => imul(A(t), B(t));
    case 'u32 <':
    case 'i32 <':
    case 'f32 <':
      return (t) => A(t) < B(t);
    case 'u32 >=':
    case 'i32 >=':
    case 'f32 >=':
      return (t) => A(t) >= B(t);
    default:
      return undefined;
  }
}
