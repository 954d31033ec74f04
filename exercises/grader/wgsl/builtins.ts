/** The functions that WGSL brings along, as far as the course's language has them. Source: WebGPU Shading Language, §17. */
import { floatFunctions, fround, rebit } from './arithmetic.ts';
import { become, byElement, computed, lift, meeting, type Value } from './runnable.ts';
import {
  bool,
  f32,
  i32,
  isFloat,
  isNumber,
  isWhole,
  partOf,
  type ScalarType,
  type ShaderType,
  sameType,
  settled,
  strideOf,
  typeText,
  u32,
  vectorOf,
} from './shaderTypes.ts';
import type { Expression, TypeNode } from './syntax.ts';
import type { Place } from './tokens.ts';
import type { Cells, Scope, Workshop } from './workshop.ts';

/** Functions of several numbers of one type, element by element; `whole`: also of i32 and u32. */
const manyNumbers: Readonly<Record<string, { count: number; whole: boolean; f: (...x: number[]) => number }>> = {
  min: { count: 2, whole: true, f: (x, y) => Math.min(x!, y!) },
  max: { count: 2, whole: true, f: (x, y) => Math.max(x!, y!) },
  clamp: { count: 3, whole: true, f: (x, low, high) => Math.min(Math.max(x!, low!), high!) },
  fma: { count: 3, whole: false, f: (x, y, z) => fround(x! * y! + z!) },
  mix: { count: 3, whole: false, f: (x, y, a) => fround(fround(x! * fround(1 - a!)) + fround(y! * a!)) },
  pow: { count: 2, whole: false, f: (x, y) => fround(x! ** y!) },
  step: { count: 2, whole: false, f: (edge, x) => (x! >= edge! ? 1 : 0) },
};

const atomics: Readonly<Record<string, (old: number, value: number) => number>> = {
  atomicAdd: (old, value) => old + value,
  atomicSub: (old, value) => old - value,
  atomicMax: Math.max,
  atomicMin: Math.min,
  atomicAnd: (old, value) => old & value,
  atomicOr: (old, value) => old | value,
  atomicXor: (old, value) => old ^ value,
  atomicExchange: (_, value) => value,
  atomicStore: (_, value) => value,
  atomicLoad: (old) => old,
};

const others = ['select', 'ldexp', 'dot', 'any', 'all', 'bitcast', 'arrayLength', 'workgroupBarrier', 'storageBarrier'];

export const isBuiltin = (name: string): boolean =>
  Object.hasOwn(floatFunctions, name) ||
  Object.hasOwn(manyNumbers, name) ||
  Object.hasOwn(atomics, name) ||
  others.includes(name);

export const isBarrier = (name: string): boolean => name === 'workgroupBarrier' || name === 'storageBarrier';

/** A type with other parts: f32 for i32, vec3<f32> for vec3<i32>. */
const withPart = (type: ShaderType, part: ScalarType): ShaderType =>
  type.kind === 'vector' ? vectorOf(type.size, part) : part;

export function callBuiltin(
  compiler: Workshop,
  callee: TypeNode,
  nodes: readonly Expression[],
  scope: Scope,
  place: Place,
): Value {
  const { name } = callee;
  const count = (wanted: number): void => {
    if (nodes.length !== wanted) compiler.fail(place, `${name} takes ${wanted} ${wanted === 1 ? 'value' : 'values'}, here are ${nodes.length}.`); // biome-ignore format: one line reads better
  };
  if (isBarrier(name)) compiler.fail(place, `${name}() gives no value: it is a statement of its own.`);
  if (name === 'arrayLength') return arrayLength(compiler, nodes, scope, place);
  if (Object.hasOwn(atomics, name)) return atomic(compiler, name, nodes, scope, place);
  const args = nodes.map((node) => compiler.expression(node, scope));
  if (Object.hasOwn(floatFunctions, name)) {
    count(1);
    return ofOne(compiler, name, args[0]!, place);
  }
  if (Object.hasOwn(manyNumbers, name)) {
    const { count: wanted, whole, f } = manyNumbers[name]!;
    count(wanted);
    return ofMany(compiler, name, args, { whole, f }, place);
  }
  switch (name) {
    case 'select':
      count(3);
      return select(compiler, args, place);
    case 'ldexp':
      count(2);
      return ldexp(args, place);
    case 'dot':
      count(2);
      return dot(compiler, args, place);
    case 'bitcast':
      count(1);
      return bitcast(compiler, callee, args[0]!, place);
    default:
      count(1);
      return anyOrAll(compiler, name, args[0]!, place);
  }
}

function ofOne(compiler: Workshop, name: string, arg: Value, place: Place): Value {
  const part = partOf(arg.type);
  if (!part || !isNumber(part)) compiler.fail(place, `${name} of ${typeText(arg.type)} has no meaning.`);
  if (isWhole(part) && part.name !== 'aint') {
    if (name === 'abs') return lift(arg.type, [arg], byElement((x: number) => (part.name === 'u32' ? x : Math.abs(x) | 0), [arg.type])); // biome-ignore format: one line reads better
    if (name === 'sign') return lift(arg.type, [arg], byElement(Math.sign, [arg.type]));
    compiler.fail(place, `${name} takes f32, this is ${typeText(arg.type)}. Write f32(…) around it.`);
  }
  const isWholeAbs = part.name === 'aint' && (name === 'abs' || name === 'sign');
  const type = isWholeAbs ? settled(arg.type) : withPart(arg.type, f32);
  return lift(type, [become(arg, type, place, 'The value')], byElement(floatFunctions[name]!, [type]));
}

function ofMany(
  compiler: Workshop,
  name: string,
  args: readonly Value[],
  { whole, f }: { whole: boolean; f: (...x: number[]) => number },
  place: Place,
): Value {
  const parts = args.map(({ type }) => partOf(type));
  if (parts.some((part) => part === null || !isNumber(part))) compiler.fail(place, `${name} takes numbers.`);
  const met = settled((parts as ShaderType[]).reduce(meeting)) as ScalarType;
  const part = whole ? met : f32;
  const vector = args.find(({ type }) => type.kind === 'vector')?.type;
  const type = vector?.kind === 'vector' ? vectorOf(vector.size, part) : part;
  const mayBeScalar = name === 'mix';
  const same = args.map((arg, i) => {
    const to = mayBeScalar && i === 2 && arg.type.kind === 'scalar' ? part : type;
    return become(arg, to, place, `Value ${i + 1} of ${name}`);
  });
  const types = same.map((arg) => arg.type);
  return lift(type, same, byElement(f, types));
}

function select(compiler: Workshop, [no, yes, test]: readonly Value[], place: Place): Value {
  const part = partOf(test!.type);
  if (part?.name !== 'bool')
    compiler.fail(place, `select chooses by a bool, its third value; this is ${typeText(test!.type)}.`);
  const type = settled(meeting(no!.type, yes!.type));
  const [a, b] = [become(no!, type, place, 'Value 1 of select'), become(yes!, type, place, 'Value 2 of select')];
  const byPart = test!.type.kind === 'vector';
  const f = (x: unknown, y: unknown, chosen: unknown): unknown => (chosen ? y : x);
  return lift(type, [a, b, test!], byPart ? byElement(f, [type, type, test!.type]) : f);
}

/** x · 2ⁿ, n an i32. */
function ldexp([x, n]: readonly Value[], place: Place): Value {
  const both = [
    become(x!, withPart(x!.type, f32), place, 'Value 1 of ldexp'),
    become(n!, withPart(n!.type, i32), place, 'Value 2 of ldexp'),
  ];
  const types = both.map(({ type }) => type);
  return lift(
    both[0]!.type,
    both,
    byElement((value: number, power: number) => fround(value * 2 ** power), types),
  );
}

function dot(compiler: Workshop, args: readonly Value[], place: Place): Value {
  const [a, b] = args as [Value, Value];
  const type = settled(meeting(a.type, b.type));
  if (type.kind !== 'vector' || !isFloat(type.of)) compiler.fail(place, 'dot takes two vectors of f32.');
  const both = [become(a, type, place, 'Value 1 of dot'), become(b, type, place, 'Value 2 of dot')];
  return lift(f32, both, (x: number[], y: number[]) =>
    x.reduce((sum, value, i) => fround(sum + fround(value * y[i]!)), 0),
  );
}

function bitcast(compiler: Workshop, callee: TypeNode, arg: Value, place: Place): Value {
  if (callee.of === null) compiler.fail(place, 'bitcast needs the type it gives: bitcast<u32>(x).');
  const type = compiler.type(callee.of);
  const [from, to] = [partOf(settled(arg.type)), partOf(type)];
  const fits = from && to && from.name !== 'bool' && to.name !== 'bool' && arg.type.kind === type.kind;
  if (!fits) compiler.fail(place, `bitcast from ${typeText(arg.type)} to ${typeText(type)} has no meaning.`);
  const value = become(arg, settled(arg.type), place, 'The value');
  return lift(
    type,
    [value],
    byElement((x: number) => rebit(x, from.name, to.name), [type]),
  );
}

function anyOrAll(compiler: Workshop, name: string, arg: Value, place: Place): Value {
  if (partOf(arg.type)?.name !== 'bool') compiler.fail(place, `${name} takes bools.`);
  const isAll = name === 'all';
  return lift(bool, [arg], (value: boolean | boolean[]) => {
    const parts = [value].flat();
    return isAll ? parts.every(Boolean) : parts.some(Boolean);
  });
}

/** What stands behind `&`: a place in memory. */
function behind(compiler: Workshop, node: Expression | undefined, scope: Scope, place: Place, what: string): Cells {
  if (node?.kind !== 'unary' || node.sign !== '&')
    compiler.fail(place, `${what} takes a place in memory: write & before it.`);
  const found = compiler.place(node.of, scope, 'write');
  if (found?.kind !== 'cells') compiler.fail(place, `${what} takes a place in a buffer or in workgroup memory.`);
  return found;
}

function arrayLength(compiler: Workshop, nodes: readonly Expression[], scope: Scope, place: Place): Value {
  const { type, memory } = behind(compiler, nodes[0], scope, place, 'arrayLength');
  if (type.kind !== 'array' || type.length !== null) compiler.fail(place, 'arrayLength is for buffers whose array has no length of its own.'); // biome-ignore format: one line reads better
  const length = Math.floor(memory.cells.length / strideOf(type.of));
  return computed(u32, () => length);
}

function atomic(compiler: Workshop, name: string, nodes: readonly Expression[], scope: Scope, place: Place): Value {
  const { type, memory, at } = behind(compiler, nodes[0], scope, place, name);
  if (type.kind !== 'atomic') compiler.fail(place, `${name} takes an atomic; this is ${typeText(type)}.`);
  if (!memory.writable) compiler.fail(place, `${memory.name} can only be read.`);
  const wanted = name === 'atomicLoad' ? 1 : 2;
  if (nodes.length !== wanted) compiler.fail(place, `${name} takes ${wanted} values, here are ${nodes.length}.`);
  const { line } = place;
  const { of } = type;
  const change = atomics[name]!;
  const wrap = sameType(of, u32) ? (x: number) => x >>> 0 : (x: number) => x | 0;
  if (wanted === 1)
    return computed(of, (t) => {
      const i = at(t);
      return i < 0 ? memory.cells[-1 - i] : memory.load(t, i, line, true);
    });
  const value = become(compiler.expression(nodes[1]!, scope), of, nodes[1]!, `Value 2 of ${name}`);
  return lift(of, [{ ...computed(of, (t) => t), type: of }, value], (t, number: number) => {
    const i = at(t);
    if (i < 0) return memory.cells[-1 - i];
    const old = name === 'atomicStore' ? memory.cells[i]! : memory.load(t, i, line, true);
    memory.store(t, i, wrap(change(old, number)), line, true);
    return old;
  });
}
