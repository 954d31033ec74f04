/** Expressions as closures: numbers, signs, calls, and values that are made of others. Types are checked on the way. */
import { binaryOf, converter, isTest } from './arithmetic.ts';
import { callBuiltin, isBuiltin } from './builtins.ts';
import type { Thread } from './Machine.ts';
import { compilePart, loadName } from './places.ts';
import {
  become,
  byElement,
  computed,
  constantOf,
  fastBinary,
  lift,
  meeting,
  type Run,
  type Steps,
  type Value,
} from './runnable.ts';
import {
  abstractFloat,
  abstractInt,
  arrayOf,
  bool,
  copyValue,
  f32,
  i32,
  isAbstract,
  isFloat,
  isNumber,
  isWhole,
  partOf,
  type ScalarType,
  type ShaderType,
  sameType,
  settled,
  typeText,
  u32,
  vectorOf,
  zeroOf,
} from './shaderTypes.ts';
import type { Expression, TypeNode } from './syntax.ts';
import type { Place } from './tokens.ts';
import type { Operation, Scope, Workshop } from './workshop.ts';

export function compileExpression(compiler: Workshop, node: Expression, scope: Scope): Value {
  switch (node.kind) {
    case 'number':
      return numberOf(compiler, node.text, node);
    case 'bool':
      return constantOf(bool, node.value);
    case 'name':
      return loadName(compiler, node, scope);
    case 'unary':
      return unaryOf(compiler, node.sign, node.of, scope, node);
    case 'binary':
      return binaryValue(
        compiler,
        node.sign,
        compileExpression(compiler, node.left, scope),
        compileExpression(compiler, node.right, scope),
        node,
      );
    case 'call':
      return callOf(compiler, node.callee, node.args, scope, node);
    default:
      return compilePart(compiler, node, scope);
  }
}

function numberOf(compiler: Workshop, text: string, place: Place): Value {
  const suffix = /^0[xX]/.test(text) ? (/[iu]$/.exec(text)?.[0] ?? '') : (/[iufh]$/.exec(text)?.[0] ?? '');
  const value = Number(suffix === '' ? text : text.slice(0, -1));
  const isFraction = /[.eE]/.test(text) && !/^0[xX]/.test(text);
  if (suffix === 'h') compiler.fail(place, 'f16 is not in the language of this course.');
  if (suffix === 'f') return constantOf(f32, Math.fround(value));
  if (isFraction) {
    if (suffix !== '') compiler.fail(place, `${text} is a fraction, and ${suffix}32 holds whole numbers.`);
    return constantOf(abstractFloat, value);
  }
  if (suffix === 'u') return constantOf(u32, value >>> 0);
  return constantOf(suffix === 'i' ? i32 : abstractInt, value);
}

function unaryOf(compiler: Workshop, sign: string, of: Expression, scope: Scope, place: Place): Value {
  if (sign === '&')
    compiler.fail(place, '“&” is for atomics and arrayLength only; pointers are not in the language of this course.');
  const value = compiler.expression(of, scope);
  const part = partOf(value.type);
  const fits = sign === '!' ? part?.name === 'bool' : sign === '~' ? part && isWhole(part) : part && isNumber(part);
  if (!part || !fits) compiler.fail(place, `“${sign}” of ${typeText(value.type)} has no meaning.`);
  if (sign === '-' && part.name === 'u32') compiler.fail(place, 'A u32 is never less than 0, so it has no “-”.');
  const f =
    sign === '!'
      ? (x: boolean) => !x
      : sign === '~'
        ? (x: number) => (part.name === 'u32' ? ~x >>> 0 : ~x)
        : (x: number) => (part.name === 'i32' ? -x | 0 : -x);
  return lift(value.type, [value], byElement(f as never, [value.type]));
}

export function compileOperation(compiler: Workshop, sign: string, left: Value, right: Value, place: Place): Operation {
  const isShift = sign === '<<' || sign === '>>';
  const [a, b] = [partOf(left.type), partOf(right.type)];
  const complain = (): never =>
    compiler.fail(
      place,
      `“${sign}” of ${typeText(left.type)} and ${typeText(right.type)} has no meaning.${adviceOn(a, b)}`,
    );
  if (!a || !b) return complain();
  if (left.type.kind === 'vector' && right.type.kind === 'vector' && left.type.size !== right.type.size)
    return complain();
  const met = isShift ? settled(a) : meeting(a, b);
  if (met.kind !== 'scalar') return complain();
  const asPart = (value: Value, part: ScalarType): Value => {
    const to = value.type.kind === 'vector' ? vectorOf(value.type.size, part) : part;
    const can = sameType(value.type, to) || isAbstract(value.type);
    if (!can || (isAbstract(value.type) && isFloat(partOf(value.type)!) && isWhole(part))) return complain();
    return become(value, to, place, 'The value');
  };
  const [x, y] = [asPart(left, met), asPart(right, isShift ? u32 : met)];
  const f = binaryOf(sign, met.name);
  if (f === undefined) return complain();
  const types = [x.type, y.type];
  const vector = types.find((type) => type.kind === 'vector');
  const result = isTest(sign) ? bool : met;
  const type = vector?.kind === 'vector' ? vectorOf(vector.size, result) : result;
  const fast = vector ? undefined : fastBinary(sign, met.name, x.run, y.run);
  return { left: x, right: y, type, f: byElement(f as never, types), fast };
}

/** The right side is only looked at where the left one leaves it open. */
function logicOf(compiler: Workshop, sign: '&&' | '||', left: Value, right: Value, place: Place): Value {
  for (const { type } of [left, right]) if (!sameType(type, bool)) compiler.fail(place, `“${sign}” joins two bools; here is ${typeText(type)}.`); // biome-ignore format: one line reads better
  if (right.steps !== null) compiler.fail(place, `A barrier behind “${sign}” is not reached by every thread: give the value a name before.`); // biome-ignore format: one line reads better
  const [A, B] = [left.run, right.run];
  const run: Run = sign === '&&' ? (t) => A(t) && B(t) : (t) => A(t) || B(t);
  if (left.constant && right.constant) return constantOf(bool, run(null as never));
  if (left.steps === null) return computed(bool, run);
  const waits = left.steps;
  const steps = function* (t: Thread): Steps<unknown> {
    const first = yield* waits(t);
    return sign === '&&' ? first && B(t) : first || B(t);
  };
  return { type: bool, run, steps, constant: false };
}

function binaryValue(compiler: Workshop, sign: string, left: Value, right: Value, place: Place): Value {
  if (sign === '&&' || sign === '||') return logicOf(compiler, sign, left, right, place);
  const { left: x, right: y, type, f, fast } = compileOperation(compiler, sign, left, right, place);
  return lift(type, [x, y], f, fast);
}

function callOf(compiler: Workshop, callee: TypeNode, nodes: readonly Expression[], scope: Scope, place: Place): Value {
  const { name } = callee;
  if (scope.has(name)) compiler.fail(place, `${name} is a variable here and cannot be called.`);
  if (compiler.hasFunction(name)) return compiler.call(name, nodes, scope, place);
  if (isBuiltin(name)) return callBuiltin(compiler, callee, nodes, scope, place);
  return construct(compiler, callee, nodes, scope);
}

/** `vec4<f32>(…)`, `array<f32, 4>()`, `u32(x)`, a struct. */
function construct(compiler: Workshop, callee: TypeNode, nodes: readonly Expression[], scope: Scope): Value {
  const args = nodes.map((node) => compiler.expression(node, scope));
  const short = /^vec([234])$/.exec(callee.name);
  const isOpen = callee.of === null && (short !== null || callee.name === 'array');
  const type = isOpen ? inferredType(compiler, callee, short ? Number(short[1]) : 0, args) : compiler.type(callee);
  if (args.length === 0) {
    if (type.kind === 'scalar' || type.kind === 'vector') return constantOf(type, zeroOf(type));
    if (type.kind === 'array' && type.length === null) compiler.fail(callee, 'This array needs a length.');
    compiler.checkSize('The value', type, callee);
    return computed(type, () => zeroOf(type));
  }
  switch (type.kind) {
    case 'scalar':
      return convertedValue(compiler, type, args, callee);
    case 'vector':
      return vectorFrom(compiler, type, type.of, args, callee);
    case 'array':
      if (args.length !== type.length) compiler.fail(callee, `${type.name} takes ${type.length} values, here are ${args.length}.`);
      return lift(type, args.map((arg, i) => become(arg, type.of, nodes[i]!, 'The value')), (...values) => values.map(copyValue)); // biome-ignore format: one line reads better
    case 'struct':
      if (args.length !== type.fields.length) compiler.fail(callee, `${type.name} has ${type.fields.length} fields, here are ${args.length} values.`); // biome-ignore format: one line reads better
      return lift(type, args.map((arg, i) => become(arg, type.fields[i]!.type, nodes[i]!, type.fields[i]!.name)), (...values) => values.map(copyValue)); // biome-ignore format: one line reads better
    default:
      return compiler.fail(callee, `${typeText(type)} cannot be made like this.`);
  }
}

function inferredType(compiler: Workshop, callee: TypeNode, size: number, args: readonly Value[]): ShaderType {
  const parts = args.map(({ type }) => (size === 0 ? type : partOf(type)));
  if (args.length === 0) compiler.fail(callee, `What does ${callee.name} hold? Write ${callee.name}<f32>().`);
  if (parts.some((part) => part === null)) compiler.fail(callee, 'A vector consists of numbers or bools.');
  const met = (parts as ShaderType[]).reduce(meeting);
  return size === 0 ? arrayOf(met, args.length) : vectorOf(size, met as ScalarType);
}

function convertedValue(compiler: Workshop, type: ScalarType, args: readonly Value[], place: Place): Value {
  const [arg] = args;
  if (args.length !== 1 || arg?.type.kind !== 'scalar')
    compiler.fail(place, `${type.name}(…) takes one number or bool.`);
  return lift(type, [arg], converterFor(arg.type, type));
}

function vectorFrom(
  compiler: Workshop,
  type: ShaderType & { kind: 'vector' },
  of: ScalarType,
  args: readonly Value[],
  place: Place,
): Value {
  const [only] = args;
  if (args.length === 1 && only!.type.kind === 'scalar') {
    const one = become(only!, of, place, 'The value');
    return lift(type, [one], (x) => new Array(type.size).fill(x));
  }
  if (args.length === 1 && only!.type.kind === 'vector' && only!.type.size === type.size)
    return lift(type, [only!], byElement(converterFor(only!.type.of, of) as never, [only!.type]));
  const parts = args.map((arg) => {
    const to = arg.type.kind === 'vector' ? vectorOf(arg.type.size, of) : of;
    return become(arg, to, place, 'The value');
  });
  const count = parts.reduce((sum, part) => sum + (part.type.kind === 'vector' ? part.type.size : 1), 0);
  if (count !== type.size) compiler.fail(place, `${type.name} takes ${type.size} numbers, here are ${count}.`);
  return lift(type, parts, (...values) => values.flat());
}

function adviceOn(a: ScalarType | null, b: ScalarType | null): string {
  if (!a || !b || a.name === b.name) return '';
  const whole = [a, b].find((type) => type.name === 'aint' || type.name === 'afloat');
  const other = whole === a ? b : a;
  if (whole && other.name !== 'bool') return '';
  return isNumber(a) && isNumber(b) ? ` Write ${a.name}(…) around the second, or ${b.name}(…) around the first.` : '';
}

const converterFor = (from: ScalarType, to: ScalarType): ((value: never) => unknown) => converter(from.name, to.name);
