/** Places as closures: names, indices, fields; what stands in memory is read and written word by word, and each word is looked at. */
import type { Memory, Thread } from './Machine.ts';
import { become, computed, lift, type Value } from './runnable.ts';
import { i32, isAbstract, isWhole, type ShaderType, strideOf, typeText, vectorOf, wordsOf } from './shaderTypes.ts';
import type { Expression } from './syntax.ts';
import type { Place } from './tokens.ts';
import { readWords, writeWords } from './words.ts';
import type { Cells, Own, Scope, Workshop } from './workshop.ts';

export function loadName(compiler: Workshop, node: Expression & { kind: 'name' }, scope: Scope): Value {
  const meaning = compiler.meaning(node.name, scope, node);
  if (meaning.kind === 'constant') return meaning.value;
  if (meaning.kind === 'memory') return loadCells(compiler, cellsOf(meaning), node);
  const { slot, type } = meaning;
  return computed(type, (t) => t.slots[slot]);
}

function cellsOf({ type, memory }: { type: ShaderType; memory: Memory }): Cells {
  return { kind: 'cells', type, memory, at: () => 0 };
}

/** What stands at a place in memory: each of its words is looked at. */
export function loadCells(compiler: Workshop, { type, memory, at }: Cells, place: Place): Value {
  const { line } = place;
  if (type.kind === 'scalar' && type.name !== 'bool')
    return computed(type, (t) => {
      const i = at(t);
      return i < 0 ? memory.cells[-1 - i] : memory.load(t, i, line);
    });
  if (type.kind === 'array' && type.length === null)
    compiler.fail(place, `${memory.name} is a whole buffer: read one of its elements.`);
  if (type.kind === 'atomic') compiler.fail(place, 'An atomic is read with atomicLoad(&…).');
  return computed(type, (t) => {
    const i = at(t);
    const isOutside = i < 0;
    const first = isOutside ? -1 - i : i;
    compiler.machine.step(t, line, Math.floor(wordsOf(type) / 16));
    const one = (word: number): number => (isOutside ? memory.cells[word]! : memory.load(t, word, line));
    return readWords(type, first, one);
  });
}

export function storeCells(
  compiler: Workshop,
  { type, memory, at }: Cells,
  place: Place,
): (thread: Thread, value: unknown) => void {
  const { line } = place;
  if (!memory.writable) compiler.fail(place, `${memory.name} can only be read: it is declared ${memory.space === 'uniform' ? 'var<uniform>' : 'var<storage, read>'}.`); // biome-ignore format: one line reads better
  if (type.kind === 'atomic') compiler.fail(place, 'An atomic is written with atomicStore(&…, …).');
  if (type.kind === 'array' && type.length === null) compiler.fail(place, 'A whole buffer cannot be assigned.');
  if (type.kind === 'scalar' && type.name !== 'bool')
    return (t, value) => {
      const i = at(t);
      if (i >= 0) memory.store(t, i, value as number, line);
    };
  return (t, value) => {
    const i = at(t);
    if (i < 0) return;
    compiler.machine.step(t, line, Math.floor(wordsOf(type) / 16));
    writeWords(type, i, value, (word, number) => memory.store(t, word, number, line));
  };
}

/** An index or a field of what is no place: a value that was computed. */
export function compilePart(compiler: Workshop, node: Expression & { kind: 'index' | 'member' }, scope: Scope): Value {
  const place = compilePlace(compiler, node, scope, 'read');
  if (place?.kind === 'cells') return loadCells(compiler, place, node);
  if (place) return computed(place.type, place.load);
  const of = compiler.expression(node.of, scope);
  if (node.kind === 'index') return indexedValue(compiler, of, node, scope);
  const { type } = of;
  if (type.kind === 'struct') {
    const at = fieldOf(compiler, type, node.name, node);
    return lift(type.fields[at]!.type, [of], (value) => value[at]);
  }
  if (type.kind !== 'vector') compiler.fail(node, `${typeText(type)} has no part “${node.name}”.`);
  const places = swizzle(compiler, node.name, type.size, node);
  const [first] = places;
  if (places.length === 1) return lift(type.of, [of], (value) => value[first!]);
  return lift(vectorOf(places.length, type.of), [of], (value) => places.map((i) => value[i]));
}

function indexedValue(compiler: Workshop, of: Value, node: Expression & { kind: 'index' }, scope: Scope): Value {
  const { type } = of;
  const by = indexValue(compiler, node.by, scope);
  const length = type.kind === 'vector' ? type.size : type.kind === 'array' ? (type.length ?? 0) : 0;
  if (type.kind !== 'vector' && type.kind !== 'array') compiler.fail(node, `${typeText(type)} has no places to index.`);
  const { machine } = compiler;
  const memory = { name: nameOf(node.of), space: 'function' } as const;
  const [A, B] = [of.run, by.run];
  const at = (t: Thread, i: number): number => {
    if (i >= 0 && i < length) return i;
    machine.outside(t, memory, 'read', i, length, node.line, i);
    return i < 0 ? 0 : length - 1;
  };
  if (of.steps === null && by.steps === null) return computed(type.of, (t) => A(t)[at(t, B(t))]);
  return compiler.fail(node, 'Give what is indexed a name first: a barrier stands within it.');
}

function indexValue(compiler: Workshop, node: Expression, scope: Scope): Value {
  const by = compiler.expression(node, scope);
  if (!isWhole(by.type)) compiler.fail(node, `An index is a whole number; this is ${typeText(by.type)}.`);
  if (by.steps !== null) compiler.fail(node, 'Give the index a name first: a barrier stands within it.');
  return isAbstract(by.type) ? become(by, i32, node, 'The index') : by;
}

function fieldOf(compiler: Workshop, type: ShaderType & { kind: 'struct' }, name: string, place: Place): number {
  const at = type.fields.findIndex((field) => field.name === name);
  if (at < 0)
    compiler.fail(
      place,
      `${type.name} has no field “${name}”; it has ${type.fields.map((one) => one.name).join(', ')}.`,
    );
  return at;
}

function swizzle(compiler: Workshop, name: string, size: number, place: Place): readonly number[] {
  const letters = /^[rgba]+$/.test(name) ? 'rgba' : 'xyzw';
  const places = [...name].map((letter) => letters.indexOf(letter));
  if (name.length > 4 || places.some((i) => i < 0 || i >= size))
    compiler.fail(place, `A vector of ${size} has no part “${name}”.`);
  return places;
}

/** The place that an expression names, or null where it is no place but a value. */
export function compilePlace(
  compiler: Workshop,
  node: Expression,
  scope: Scope,
  by: 'read' | 'write',
): Cells | Own | null {
  if (node.kind === 'name') {
    const meaning = compiler.meaning(node.name, scope, node);
    if (meaning.kind === 'memory') return cellsOf(meaning);
    if (meaning.kind === 'constant') return null;
    const { slot, type } = meaning;
    if (by === 'write' && !meaning.mutable) compiler.fail(node, `${node.name} does not change: declare it with var.`);
    return {
      kind: 'own',
      type,
      load: (t) => t.slots[slot],
      put: (t, change, value) => {
        t.slots[slot] = change(t.slots[slot], value);
      },
    };
  }
  if (node.kind !== 'index' && node.kind !== 'member') return null;
  const of = compilePlace(compiler, node.of, scope, by);
  if (of === null) return null;
  if (node.kind === 'member') return memberPlace(compiler, of, node);
  return of.kind === 'cells' ? indexCells(compiler, of, node, scope, by) : indexOwn(compiler, of, node, scope, by);
}

function memberPlace(compiler: Workshop, of: Cells | Own, node: Expression & { kind: 'member' }): Cells | Own | null {
  const { type } = of;
  let at: number;
  let inner: ShaderType;
  let offset: number;
  if (type.kind === 'struct') {
    at = fieldOf(compiler, type, node.name, node);
    ({ type: inner, offset } = type.fields[at]!);
  } else if (type.kind === 'vector') {
    const places = swizzle(compiler, node.name, type.size, node);
    if (places.length > 1) return null;
    at = places[0]!;
    inner = type.of;
    offset = at;
  } else return compiler.fail(node, `${typeText(type)} has no part “${node.name}”.`);
  if (of.kind === 'cells') {
    const { at: base } = of;
    return {
      ...of,
      type: inner,
      at: (t) => {
        const first = base(t);
        return first < 0 ? first - offset : first + offset;
      },
    };
  }
  const { load } = of;
  return {
    kind: 'own',
    type: inner,
    load: (t) => load(t)[at],
    put: (t, change, value) => {
      const holder = load(t);
      holder[at] = change(holder[at], value);
    },
  };
}

function elementOf(compiler: Workshop, type: ShaderType, place: Place): ShaderType {
  if (type.kind !== 'array' && type.kind !== 'vector')
    compiler.fail(place, `${typeText(type)} has no places to index.`);
  return type.of;
}

function indexCells(
  compiler: Workshop,
  of: Cells,
  node: Expression & { kind: 'index' },
  scope: Scope,
  by: 'read' | 'write',
): Cells {
  const { type, memory, at: base } = of;
  const inner = elementOf(compiler, type, node);
  const stride = type.kind === 'vector' ? 1 : strideOf(inner);
  const known = type.kind === 'vector' ? type.size : type.kind === 'array' ? type.length : 0;
  const isWholeBuffer = node.of.kind === 'name';
  const { machine } = compiler;
  const { run: I } = indexValue(compiler, node.by, scope);
  const { line } = node;
  const lengthFrom = (first: number): number => known ?? Math.floor((memory.cells.length - first) / stride);
  const wrong = (t: Thread, first: number, i: number, length: number): number => {
    machine.outside(t, memory, by, i, length, line, first + i * stride);
    return -1 - (first + stride * (i < 0 ? 0 : Math.max(length - 1, 0)));
  };
  if (isWholeBuffer) {
    const length = lengthFrom(0);
    return {
      ...of,
      type: inner,
      at: (t) => {
        const i = I(t) as number;
        return i >= 0 && i < length ? i * stride : wrong(t, 0, i, length);
      },
    };
  }
  return {
    ...of,
    type: inner,
    at: (t) => {
      const from = base(t);
      const first = from < 0 ? -1 - from : from;
      const i = I(t) as number;
      const length = lengthFrom(first);
      const inside = i >= 0 && i < length;
      const to = inside ? first + i * stride : wrong(t, first, i, length);
      return from < 0 && to >= 0 ? -1 - to : to;
    },
  };
}

function indexOwn(
  compiler: Workshop,
  of: Own,
  node: Expression & { kind: 'index' },
  scope: Scope,
  by: 'read' | 'write',
): Own {
  const { type, load } = of;
  const inner = elementOf(compiler, type, node);
  const length = type.kind === 'vector' ? type.size : ((type as { length: number | null }).length ?? 0);
  const { machine } = compiler;
  const { run: I } = indexValue(compiler, node.by, scope);
  const memory = { name: nameOf(node.of), space: 'function' } as const;
  const find = (t: Thread): number => {
    const i = I(t) as number;
    if (i >= 0 && i < length) return i;
    machine.outside(t, memory, by, i, length, node.line, i);
    return -1 - (i < 0 ? 0 : length - 1);
  };
  return {
    kind: 'own',
    type: inner,
    load: (t) => {
      const i = find(t);
      return load(t)[i < 0 ? -1 - i : i];
    },
    put: (t, change, value) => {
      const i = find(t);
      const holder = load(t);
      if (i >= 0) holder[i] = change(holder[i], value);
    },
  };
}

const nameOf = (node: Expression): string =>
  node.kind === 'name' ? node.name : 'of' in node ? nameOf(node.of) : 'the value';
