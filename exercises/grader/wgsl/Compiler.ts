/**
 * Makes a program that can be run of a shader's tree: names are found, types are checked, places in memory are worked out. What the
 * course's language does not have is one sentence with its place.
 */
import { binaryOf, converter, isTest } from './arithmetic.ts';
import { callBuiltin, isBuiltin } from './builtins.ts';
import { type Machine, Memory, type Thread } from './Machine.ts';
import type { Triple } from './record.ts';
import {
  become,
  byElement,
  computed,
  constantOf,
  constantValue,
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
  nothing,
  partOf,
  type ScalarType,
  type ShaderType,
  sameType,
  settled,
  strideOf,
  structOf,
  typeText,
  u32,
  vectorOf,
  wordsOf,
  zeroOf,
} from './shaderTypes.ts';
import { compileBody } from './statements.ts';
import type { Attribute, Expression, FunctionNode, GlobalNode, Module, TypeNode } from './syntax.ts';
import { OutsideLanguage, type Place } from './tokens.ts';
import type { Cells, Meaning, Operation, Own, Scope, Workshop } from './workshop.ts';

export interface Compiled {
  readonly parameters: readonly { readonly slot: number; readonly type: ShaderType }[];
  readonly returns: ShaderType;
  readonly run: Run;
  readonly steps: ((thread: Thread) => Steps<unknown>) | null;
  /** Calls within calls. */
  readonly depth: number;
}

export interface Program {
  readonly groupSize: Triple;
  readonly slots: number;
  /** Fills what `main` asks for, and the variables that each thread has of its own. */
  readonly begin: (thread: Thread, groups: Triple) => void;
  readonly main: Compiled;
}

const vec3u = vectorOf(3, u32);
const named: Readonly<Record<string, ShaderType>> = {
  f32,
  i32,
  u32,
  bool,
  ...Object.fromEntries(
    [2, 3, 4].flatMap((size) => [
      [`vec${size}f`, vectorOf(size, f32)],
      [`vec${size}i`, vectorOf(size, i32)],
      [`vec${size}u`, vectorOf(size, u32)],
    ]),
  ),
};

/** Numbers that one variable of the program may hold: the 16 KiB that every card gives a workgroup. */
const MOST_WORDS = 4096;
const DEEPEST_CALLS = 40;

export class Compiler implements Workshop {
  readonly machine: Machine;
  private readonly module: Module;
  private readonly host: readonly (readonly number[] | null)[];
  private readonly structs = new Map<string, ShaderType>();
  readonly globals: Scope = new Map();
  private readonly functions = new Map<string, FunctionNode>();
  private readonly compiled = new Map<string, Compiled | 'open'>();
  private readonly starts: ((thread: Thread) => void)[] = [];
  private slots = 0;
  /** Of the function being compiled. */
  depth = 0;

  constructor(module: Module, host: readonly (readonly number[] | null)[], machine: Machine) {
    this.module = module;
    this.host = host;
    this.machine = machine;
  }

  program(): Program {
    // Lengths of arrays are constants: those come first, wherever they stand.
    const isConstant = ({ what }: GlobalNode): boolean => what.how === 'const';
    for (const one of this.module.globals.filter(isConstant)) this.declareGlobal(one);
    for (const { name, fields, ...place } of this.module.structs) {
      if (fields.length === 0) this.fail(place, `struct ${name} has no fields.`);
      const made = structOf(
        name,
        fields.map((field) => [field.name, this.type(field.type)] as const),
      );
      this.structs.set(name, made);
    }
    for (const one of this.module.functions) {
      if (this.functions.has(one.name)) this.fail(one, `There are two functions named ${one.name}.`);
      this.functions.set(one.name, one);
    }
    for (const one of this.module.globals) if (!isConstant(one)) this.declareGlobal(one);
    const entries = this.module.functions.filter(({ attributes }) => attributes.some(({ name }) => name === 'compute'));
    const [entry] = entries;
    if (entry === undefined)
      this.fail({ line: 1, column: 1 }, 'No function is marked @compute: that is where a dispatch begins.');
    if (entries.length > 1) this.fail(entries[1]!, 'Two functions are marked @compute: here one is enough.');
    const groupSize = this.groupSize(entry);
    // Every function is looked at, also those that nobody calls.
    for (const one of this.module.functions) if (one !== entry) this.function(one.name, one);
    const main = this.function(entry.name, entry);
    return { groupSize, slots: this.slots, main, begin: this.beginning(entry, main) };
  }

  fail(place: Place, message: string): never {
    throw new OutsideLanguage(place, message);
  }

  newSlot(): number {
    return this.slots++;
  }

  // The program's frame.

  private groupSize({ attributes, ...place }: FunctionNode): Triple {
    const found = attributes.find(({ name }) => name === 'workgroup_size');
    if (!found) this.fail(place, '@workgroup_size(…) is missing: how many threads make a group?');
    const sizes = found.args.map((arg) => this.wholeConstant(arg, 'A size of the workgroup'));
    const [x = 1, y = 1, z = 1] = sizes;
    if (sizes.length === 0 || sizes.length > 3 || sizes.some((size) => size < 1)) this.fail(found, '@workgroup_size takes one to three whole numbers from 1 on.'); // biome-ignore format: one line reads better
    if (x * y * z > 256) this.fail(found, `A workgroup has at most 256 threads; ${x} · ${y} · ${z} are ${x * y * z}.`);
    return [x, y, z];
  }

  wholeConstant(node: Expression, what: string): number {
    const value = this.expression(node, this.globals);
    if (!value.constant || !isWhole(value.type)) this.fail(node, `${what} must be a whole number that is known before the program runs.`); // biome-ignore format: one line reads better
    return constantValue(value) as number;
  }

  private declareGlobal({ what, attributes, ...place }: GlobalNode): void {
    const { name, how, space, access } = what;
    if (this.globals.has(name) || this.functions.has(name)) this.fail(what, `${name} is declared twice.`);
    if (how === 'const') {
      const meaning: Meaning = { kind: 'constant', value: this.constant(what.value, what.type, what) };
      this.globals.set(name, meaning);
      return;
    }
    if (what.type === null) this.fail(what, `The type of ${name} is missing.`);
    const type = this.type(what.type);
    if (space === 'private') this.declarePrivate(name, type, what.value);
    else if (space === 'workgroup') this.globals.set(name, this.workgroupMemory(name, type, what));
    else if (space === 'storage' || space === 'uniform') {
      if (access === 'read_write' && space === 'uniform') this.fail(what, 'A uniform can only be read.');
      const writable = space === 'storage' && access === 'read_write';
      if (access !== '' && access !== 'read' && !writable) this.fail(what, 'Storage is read or read_write.');
      this.globals.set(name, this.bound(name, type, { attributes, space, writable, place: { ...place, ...what } }));
    } else
      this.fail(
        what,
        `“var<${space}>” has no place here: storage, uniform, workgroup and private are the memories of a program.`,
      );
  }

  private constant(node: Expression | null, type: TypeNode | null, place: Place): Value {
    if (node === null) this.fail(place, 'A const needs its value.');
    const value = this.expression(node, this.globals);
    if (!value.constant)
      this.fail(node, 'A const must be known before the program runs: write let or var within a function.');
    return type === null ? value : become(value, this.type(type), node, 'The value');
  }

  private declarePrivate(name: string, type: ShaderType, node: Expression | null): void {
    this.checkSize(name, type, node ?? { line: 1, column: 1 });
    const slot = this.newSlot();
    const first = node === null ? null : become(this.expression(node, this.globals), type, node, 'The value');
    this.starts.push((thread) => {
      thread.slots[slot] = first === null ? zeroOf(type) : copyValue(first.run(thread));
    });
    this.globals.set(name, { kind: 'slot', type, slot, mutable: true });
  }

  checkSize(name: string, type: ShaderType, place: Place): void {
    if (wordsOf(type) > MOST_WORDS) this.fail(place, `${name} holds ${wordsOf(type)} numbers; here a variable holds at most ${MOST_WORDS}.`); // biome-ignore format: one line reads better
    if (type.kind === 'array' && type.length === null)
      this.fail(place, `${name} needs a length: array<${type.of.name}, 64>.`);
  }

  private workgroupMemory(
    name: string,
    type: ShaderType,
    place: Place & { readonly value: Expression | null },
  ): Meaning {
    if (place.value !== null) this.fail(place, 'Workgroup memory begins as 0 and takes no value here.');
    this.checkSize(name, type, place);
    const about = { name, space: 'workgroup', binding: null, writable: true } as const;
    return { kind: 'memory', type, memory: new Memory(this.machine, about, new Float64Array(wordsOf(type))) };
  }

  private bound(
    name: string,
    type: ShaderType,
    about: { attributes: readonly Attribute[]; space: 'storage' | 'uniform'; writable: boolean; place: Place },
  ): Meaning {
    const { attributes, space, writable, place } = about;
    const numberOf = (attribute: string): number => {
      const found = attributes.find((one) => one.name === attribute);
      if (!found?.args[0]) this.fail(place, `${name} needs @group(0) and a @binding: where the host puts it.`);
      return this.wholeConstant(found.args[0], `@${attribute}`);
    };
    const binding = numberOf('binding');
    if (numberOf('group') !== 0) this.fail(place, 'Here all buffers are in @group(0).');
    const words = this.host[binding];
    if (!words)
      return { kind: 'missing', message: `The host binds nothing at @binding(${binding}), where ${name} is declared.` };
    if (words.length < wordsOf(type)) return { kind: 'missing', message: `At @binding(${binding}) the host binds ${words.length * 4} bytes; ${name} is ${wordsOf(type) * 4} long.` }; // biome-ignore format: one line reads better
    const cells = Float64Array.from(words);
    roundWords(type, 0, cells);
    const memory = new Memory(this.machine, { name, space, binding, writable }, cells);
    return { kind: 'memory', type, memory };
  }

  private beginning(entry: FunctionNode, main: Compiled): Program['begin'] {
    const fills = entry.parameters.map(({ attributes, name, type, ...place }, i) => {
      const attribute = attributes.find((one) => one.name === 'builtin');
      const [asked] = attribute?.args ?? [];
      if (asked?.kind !== 'name') this.fail(place, `Who gives ${name} to the program? Write @builtin(…) before it.`);
      const wanted = asked.name === 'local_invocation_index' ? u32 : vec3u;
      const { slot, type: mine } = main.parameters[i]!;
      if (!sameType(mine, wanted)) this.fail(type, `${asked.name} is a ${typeText(wanted)}.`);
      const read = builtinValue(asked.name);
      if (read === null) this.fail(asked, `“${asked.name}” is no builtin of a compute shader.`);
      return { slot, read };
    });
    return (thread, groups) => {
      for (const start of this.starts) start(thread);
      for (const { slot, read } of fills) thread.slots[slot] = read(thread, groups);
    };
  }

  // Types.

  type(node: TypeNode): ShaderType {
    const { name, of, size } = node;
    if (of === null && Object.hasOwn(named, name)) return named[name]!;
    if (of === null && this.structs.has(name)) return this.structs.get(name)!;
    const vector = /^vec([234])$/.exec(name);
    if (vector && of !== null) {
      const inner = this.type(of);
      if (inner.kind !== 'scalar') this.fail(of, 'A vector consists of f32, i32, u32 or bool.');
      return vectorOf(Number(vector[1]), inner);
    }
    if (name === 'array' && of !== null) return this.arrayType(of, size);
    if (name === 'atomic' && of !== null) {
      const inner = this.type(of);
      if (!sameType(inner, u32) && !sameType(inner, i32)) this.fail(of, 'An atomic is an i32 or a u32.');
      return { kind: 'atomic', name: `atomic<${inner.name}>`, of: inner as ScalarType };
    }
    return this.fail(node, unknownType(name));
  }

  private arrayType(of: TypeNode, size: Expression | null): ShaderType {
    const inner = this.type(of);
    if (inner.kind === 'array' && inner.length === null)
      this.fail(of, 'Only the outermost array may be without a length.');
    if (size === null) return arrayOf(inner, null);
    const length = this.wholeConstant(size, 'The length of an array');
    if (length < 1) this.fail(size, 'An array has at least one element.');
    return arrayOf(inner, length);
  }

  // Functions.

  function(name: string, place: Place): Compiled {
    const known = this.compiled.get(name);
    if (known === 'open') this.fail(place, `${name} calls itself: WGSL has no recursion.`);
    if (known) return known;
    const node = this.functions.get(name);
    if (!node) this.fail(place, `There is no function “${name}” here.`);
    this.compiled.set(name, 'open');
    const outer = this.depth;
    this.depth = 1;
    const scope: Scope = new Map(this.globals);
    const parameters = node.parameters.map((parameter) => {
      const type = this.type(parameter.type);
      const slot = this.newSlot();
      scope.set(parameter.name, { kind: 'slot', type, slot, mutable: false });
      return { slot, type };
    });
    const returns = node.returns === null ? nothing : this.type(node.returns);
    const made: Compiled = { parameters, returns, ...compileBody(this, node, scope, returns), depth: this.depth };
    this.depth = Math.max(outer, made.depth + 1);
    if (this.depth > DEEPEST_CALLS) this.fail(place, 'Functions call functions too deeply.');
    this.compiled.set(name, made);
    return made;
  }

  /** A call of a function of the program. */
  call(name: string, nodes: readonly Expression[], scope: Scope, place: Place): Value {
    const made = this.function(name, place);
    if (nodes.length !== made.parameters.length) this.fail(place, `${name} takes ${made.parameters.length} values, here are ${nodes.length}.`); // biome-ignore format: one line reads better
    const args = nodes.map((node, i) =>
      become(this.expression(node, scope), made.parameters[i]!.type, node, `Value ${i + 1} of ${name}`),
    );
    const slots = made.parameters.map(({ slot }) => slot);
    const fill = (thread: Thread, values: readonly unknown[]): void => {
      for (let i = 0; i < slots.length; i++) thread.slots[slots[i]!] = copyValue(values[i]);
    };
    const run: Run = (thread) => {
      fill(
        thread,
        args.map((arg) => arg.run(thread)),
      );
      return made.run(thread);
    };
    if (made.steps === null && args.every(({ steps }) => steps === null)) return computed(made.returns, run);
    const steps = function* (thread: Thread): Steps<unknown> {
      const values: unknown[] = [];
      for (const arg of args) values.push(arg.steps === null ? arg.run(thread) : yield* arg.steps(thread));
      fill(thread, values);
      return made.steps === null ? made.run(thread) : yield* made.steps(thread);
    };
    return { type: made.returns, run, steps, constant: false };
  }

  // Expressions.

  expression(node: Expression, scope: Scope): Value {
    switch (node.kind) {
      case 'number':
        return this.number(node.text, node);
      case 'bool':
        return constantOf(bool, node.value);
      case 'name':
        return this.load(node, scope);
      case 'unary':
        return this.unary(node.sign, node.of, scope, node);
      case 'binary':
        return this.binary(node.sign, this.expression(node.left, scope), this.expression(node.right, scope), node);
      case 'call':
        return this.calling(node.callee, node.args, scope, node);
      default:
        return this.part(node, scope);
    }
  }

  private number(text: string, place: Place): Value {
    const suffix = /^0[xX]/.test(text) ? (/[iu]$/.exec(text)?.[0] ?? '') : (/[iufh]$/.exec(text)?.[0] ?? '');
    const value = Number(suffix === '' ? text : text.slice(0, -1));
    const isFraction = /[.eE]/.test(text) && !/^0[xX]/.test(text);
    if (suffix === 'h') this.fail(place, 'f16 is not in the language of this course.');
    if (suffix === 'f') return constantOf(f32, Math.fround(value));
    if (isFraction) {
      if (suffix !== '') this.fail(place, `${text} is a fraction, and ${suffix}32 holds whole numbers.`);
      return constantOf(abstractFloat, value);
    }
    if (suffix === 'u') return constantOf(u32, value >>> 0);
    return constantOf(suffix === 'i' ? i32 : abstractInt, value);
  }

  private unary(sign: string, of: Expression, scope: Scope, place: Place): Value {
    if (sign === '&')
      this.fail(place, '“&” is for atomics and arrayLength only; pointers are not in the language of this course.');
    const value = this.expression(of, scope);
    const part = partOf(value.type);
    const fits = sign === '!' ? part?.name === 'bool' : sign === '~' ? part && isWhole(part) : part && isNumber(part);
    if (!part || !fits) this.fail(place, `“${sign}” of ${typeText(value.type)} has no meaning.`);
    if (sign === '-' && part.name === 'u32') this.fail(place, 'A u32 is never less than 0, so it has no “-”.');
    const f =
      sign === '!'
        ? (x: boolean) => !x
        : sign === '~'
          ? (x: number) => (part.name === 'u32' ? ~x >>> 0 : ~x)
          : (x: number) => (part.name === 'i32' ? -x | 0 : -x);
    return lift(value.type, [value], byElement(f as never, [value.type]));
  }

  binary(sign: string, left: Value, right: Value, place: Place): Value {
    if (sign === '&&' || sign === '||') return this.logic(sign, left, right, place);
    const { left: x, right: y, type, f, fast } = this.operation(sign, left, right, place);
    return lift(type, [x, y], f, fast);
  }

  operation(sign: string, left: Value, right: Value, place: Place): Operation {
    const isShift = sign === '<<' || sign === '>>';
    const [a, b] = [partOf(left.type), partOf(right.type)];
    const complain = (): never =>
      this.fail(
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
  private logic(sign: '&&' | '||', left: Value, right: Value, place: Place): Value {
    for (const { type } of [left, right]) if (!sameType(type, bool)) this.fail(place, `“${sign}” joins two bools; here is ${typeText(type)}.`); // biome-ignore format: one line reads better
    if (right.steps !== null) this.fail(place, `A barrier behind “${sign}” is not reached by every thread: give the value a name before.`); // biome-ignore format: one line reads better
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

  private calling(callee: TypeNode, nodes: readonly Expression[], scope: Scope, place: Place): Value {
    const { name } = callee;
    if (scope.has(name)) this.fail(place, `${name} is a variable here and cannot be called.`);
    if (this.functions.has(name)) return this.call(name, nodes, scope, place);
    if (isBuiltin(name)) return callBuiltin(this, callee, nodes, scope, place);
    return this.construct(callee, nodes, scope);
  }

  /** `vec4<f32>(…)`, `array<f32, 4>()`, `u32(x)`, a struct. */
  private construct(callee: TypeNode, nodes: readonly Expression[], scope: Scope): Value {
    const args = nodes.map((node) => this.expression(node, scope));
    const short = /^vec([234])$/.exec(callee.name);
    const isOpen = callee.of === null && (short !== null || callee.name === 'array');
    const type = isOpen ? this.inferred(callee, short ? Number(short[1]) : 0, args) : this.type(callee);
    if (args.length === 0) {
      if (type.kind === 'scalar' || type.kind === 'vector') return constantOf(type, zeroOf(type));
      if (type.kind === 'array' && type.length === null) this.fail(callee, 'This array needs a length.');
      this.checkSize('The value', type, callee);
      return computed(type, () => zeroOf(type));
    }
    switch (type.kind) {
      case 'scalar':
        return this.converted(type, args, callee);
      case 'vector':
        return this.vector(type, type.of, args, callee);
      case 'array':
        if (args.length !== type.length) this.fail(callee, `${type.name} takes ${type.length} values, here are ${args.length}.`);
        return lift(type, args.map((arg, i) => become(arg, type.of, nodes[i]!, 'The value')), (...values) => values.map(copyValue)); // biome-ignore format: one line reads better
      case 'struct':
        if (args.length !== type.fields.length) this.fail(callee, `${type.name} has ${type.fields.length} fields, here are ${args.length} values.`); // biome-ignore format: one line reads better
        return lift(type, args.map((arg, i) => become(arg, type.fields[i]!.type, nodes[i]!, type.fields[i]!.name)), (...values) => values.map(copyValue)); // biome-ignore format: one line reads better
      default:
        return this.fail(callee, `${typeText(type)} cannot be made like this.`);
    }
  }

  private inferred(callee: TypeNode, size: number, args: readonly Value[]): ShaderType {
    const parts = args.map(({ type }) => (size === 0 ? type : partOf(type)));
    if (args.length === 0) this.fail(callee, `What does ${callee.name} hold? Write ${callee.name}<f32>().`);
    if (parts.some((part) => part === null)) this.fail(callee, 'A vector consists of numbers or bools.');
    const met = (parts as ShaderType[]).reduce(meeting);
    return size === 0 ? arrayOf(met, args.length) : vectorOf(size, met as ScalarType);
  }

  private converted(type: ScalarType, args: readonly Value[], place: Place): Value {
    const [arg] = args;
    if (args.length !== 1 || arg?.type.kind !== 'scalar') this.fail(place, `${type.name}(…) takes one number or bool.`);
    return lift(type, [arg], converterFor(arg.type, type));
  }

  private vector(type: ShaderType & { kind: 'vector' }, of: ScalarType, args: readonly Value[], place: Place): Value {
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
    if (count !== type.size) this.fail(place, `${type.name} takes ${type.size} numbers, here are ${count}.`);
    return lift(type, parts, (...values) => values.flat());
  }

  // Names and places.

  meaning(name: string, scope: Scope, place: Place): Exclude<Meaning, { kind: 'missing' }> {
    const found = scope.get(name);
    if (found === undefined) {
      if (this.functions.has(name)) this.fail(place, `${name} is a function: call it.`);
      this.fail(place, `“${name}” is not declared here.`);
    }
    if (found.kind === 'missing') this.fail(place, found.message);
    return found;
  }

  private load(node: Expression & { kind: 'name' }, scope: Scope): Value {
    const meaning = this.meaning(node.name, scope, node);
    if (meaning.kind === 'constant') return meaning.value;
    if (meaning.kind === 'memory') return this.fromCells(this.cellsOf(meaning), node);
    const { slot, type } = meaning;
    return computed(type, (t) => t.slots[slot]);
  }

  private cellsOf({ type, memory }: { type: ShaderType; memory: Memory }): Cells {
    return { kind: 'cells', type, memory, at: () => 0 };
  }

  /** What stands at a place in memory: each of its words is looked at. */
  fromCells({ type, memory, at }: Cells, place: Place): Value {
    const { line } = place;
    if (type.kind === 'scalar' && type.name !== 'bool')
      return computed(type, (t) => {
        const i = at(t);
        return i < 0 ? memory.cells[-1 - i] : memory.load(t, i, line);
      });
    if (type.kind === 'array' && type.length === null)
      this.fail(place, `${memory.name} is a whole buffer: read one of its elements.`);
    if (type.kind === 'atomic') this.fail(place, 'An atomic is read with atomicLoad(&…).');
    return computed(type, (t) => {
      const i = at(t);
      const isOutside = i < 0;
      const first = isOutside ? -1 - i : i;
      this.machine.step(t, line, Math.floor(wordsOf(type) / 16));
      const one = (word: number): number => (isOutside ? memory.cells[word]! : memory.load(t, word, line));
      return readWords(type, first, one);
    });
  }

  toCells({ type, memory, at }: Cells, place: Place): (thread: Thread, value: unknown) => void {
    const { line } = place;
    if (!memory.writable) this.fail(place, `${memory.name} can only be read: it is declared ${memory.space === 'uniform' ? 'var<uniform>' : 'var<storage, read>'}.`); // biome-ignore format: one line reads better
    if (type.kind === 'atomic') this.fail(place, 'An atomic is written with atomicStore(&…, …).');
    if (type.kind === 'array' && type.length === null) this.fail(place, 'A whole buffer cannot be assigned.');
    if (type.kind === 'scalar' && type.name !== 'bool')
      return (t, value) => {
        const i = at(t);
        if (i >= 0) memory.store(t, i, value as number, line);
      };
    return (t, value) => {
      const i = at(t);
      if (i < 0) return;
      this.machine.step(t, line, Math.floor(wordsOf(type) / 16));
      writeWords(type, i, value, (word, number) => memory.store(t, word, number, line));
    };
  }

  /** An index or a field of what is no place: a value that was computed. */
  private part(node: Expression & { kind: 'index' | 'member' }, scope: Scope): Value {
    const place = this.place(node, scope, 'read');
    if (place?.kind === 'cells') return this.fromCells(place, node);
    if (place) return computed(place.type, place.load);
    const of = this.expression(node.of, scope);
    if (node.kind === 'index') return this.indexed(of, node, scope);
    const { type } = of;
    if (type.kind === 'struct') {
      const at = this.fieldOf(type, node.name, node);
      return lift(type.fields[at]!.type, [of], (value) => value[at]);
    }
    if (type.kind !== 'vector') this.fail(node, `${typeText(type)} has no part “${node.name}”.`);
    const places = this.swizzle(node.name, type.size, node);
    const [first] = places;
    if (places.length === 1) return lift(type.of, [of], (value) => value[first!]);
    return lift(vectorOf(places.length, type.of), [of], (value) => places.map((i) => value[i]));
  }

  private indexed(of: Value, node: Expression & { kind: 'index' }, scope: Scope): Value {
    const { type } = of;
    const by = this.indexValue(node.by, scope);
    const length = type.kind === 'vector' ? type.size : type.kind === 'array' ? (type.length ?? 0) : 0;
    if (type.kind !== 'vector' && type.kind !== 'array') this.fail(node, `${typeText(type)} has no places to index.`);
    const { machine } = this;
    const memory = { name: nameOf(node.of), space: 'function' } as const;
    const [A, B] = [of.run, by.run];
    const at = (t: Thread, i: number): number => {
      if (i >= 0 && i < length) return i;
      machine.outside(t, memory, 'read', i, length, node.line, i);
      return i < 0 ? 0 : length - 1;
    };
    if (of.steps === null && by.steps === null) return computed(type.of, (t) => A(t)[at(t, B(t))]);
    return this.fail(node, 'Give what is indexed a name first: a barrier stands within it.');
  }

  private indexValue(node: Expression, scope: Scope): Value {
    const by = this.expression(node, scope);
    if (!isWhole(by.type)) this.fail(node, `An index is a whole number; this is ${typeText(by.type)}.`);
    if (by.steps !== null) this.fail(node, 'Give the index a name first: a barrier stands within it.');
    return isAbstract(by.type) ? become(by, i32, node, 'The index') : by;
  }

  private fieldOf(type: ShaderType & { kind: 'struct' }, name: string, place: Place): number {
    const at = type.fields.findIndex((field) => field.name === name);
    if (at < 0)
      this.fail(place, `${type.name} has no field “${name}”; it has ${type.fields.map((one) => one.name).join(', ')}.`);
    return at;
  }

  private swizzle(name: string, size: number, place: Place): readonly number[] {
    const letters = /^[rgba]+$/.test(name) ? 'rgba' : 'xyzw';
    const places = [...name].map((letter) => letters.indexOf(letter));
    if (name.length > 4 || places.some((i) => i < 0 || i >= size))
      this.fail(place, `A vector of ${size} has no part “${name}”.`);
    return places;
  }

  /** The place that an expression names, or null where it is no place but a value. */
  place(node: Expression, scope: Scope, by: 'read' | 'write'): Cells | Own | null {
    if (node.kind === 'name') {
      const meaning = this.meaning(node.name, scope, node);
      if (meaning.kind === 'memory') return this.cellsOf(meaning);
      if (meaning.kind === 'constant') return null;
      const { slot, type } = meaning;
      if (by === 'write' && !meaning.mutable) this.fail(node, `${node.name} does not change: declare it with var.`);
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
    const of = this.place(node.of, scope, by);
    if (of === null) return null;
    if (node.kind === 'member') return this.memberPlace(of, node);
    return of.kind === 'cells' ? this.indexCells(of, node, scope, by) : this.indexOwn(of, node, scope, by);
  }

  private memberPlace(of: Cells | Own, node: Expression & { kind: 'member' }): Cells | Own | null {
    const { type } = of;
    let at: number;
    let inner: ShaderType;
    let offset: number;
    if (type.kind === 'struct') {
      at = this.fieldOf(type, node.name, node);
      ({ type: inner, offset } = type.fields[at]!);
    } else if (type.kind === 'vector') {
      const places = this.swizzle(node.name, type.size, node);
      if (places.length > 1) return null;
      at = places[0]!;
      inner = type.of;
      offset = at;
    } else return this.fail(node, `${typeText(type)} has no part “${node.name}”.`);
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

  private elementOf(type: ShaderType, place: Place): ShaderType {
    if (type.kind !== 'array' && type.kind !== 'vector') this.fail(place, `${typeText(type)} has no places to index.`);
    return type.of;
  }

  private indexCells(of: Cells, node: Expression & { kind: 'index' }, scope: Scope, by: 'read' | 'write'): Cells {
    const { type, memory, at: base } = of;
    const inner = this.elementOf(type, node);
    const stride = type.kind === 'vector' ? 1 : strideOf(inner);
    const known = type.kind === 'vector' ? type.size : type.kind === 'array' ? type.length : 0;
    const isWholeBuffer = node.of.kind === 'name';
    const { machine } = this;
    const { run: I } = this.indexValue(node.by, scope);
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

  private indexOwn(of: Own, node: Expression & { kind: 'index' }, scope: Scope, by: 'read' | 'write'): Own {
    const { type, load } = of;
    const inner = this.elementOf(type, node);
    const length = type.kind === 'vector' ? type.size : ((type as { length: number | null }).length ?? 0);
    const { machine } = this;
    const { run: I } = this.indexValue(node.by, scope);
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
}

function adviceOn(a: ScalarType | null, b: ScalarType | null): string {
  if (!a || !b || a.name === b.name) return '';
  const whole = [a, b].find((type) => type.name === 'aint' || type.name === 'afloat');
  const other = whole === a ? b : a;
  if (whole && other.name !== 'bool') return '';
  return isNumber(a) && isNumber(b) ? ` Write ${a.name}(…) around the second, or ${b.name}(…) around the first.` : '';
}

const unknownType = (name: string): string => {
  if (name === 'ptr') return 'Pointers are not in the language of this course.';
  if (name === 'f16') return 'f16 is not in the language of this course.';
  if (name.startsWith('mat'))
    return 'Matrices of WGSL are not in the language of this course: a matrix is an array here.';
  if (/texture|sampler/.test(name)) return 'Textures are not in the language of this course.';
  return `There is no type or function “${name}” here.`;
};

const nameOf = (node: Expression): string =>
  node.kind === 'name' ? node.name : 'of' in node ? nameOf(node.of) : 'the value';

const converterFor = (from: ScalarType, to: ScalarType): ((value: never) => unknown) => converter(from.name, to.name);

function builtinValue(name: string): ((thread: Thread, groups: Triple) => unknown) | null {
  switch (name) {
    case 'global_invocation_id':
      return (t) => [...t.global];
    case 'local_invocation_id':
      return (t) => [...t.local];
    case 'local_invocation_index':
      return (t) => t.place;
    case 'workgroup_id':
      return (t) => [...t.groupId];
    case 'num_workgroups':
      return (_, groups) => [...groups];
    default:
      return null;
  }
}

function readWords(type: ShaderType, first: number, one: (word: number) => number): unknown {
  switch (type.kind) {
    case 'vector':
      return Array.from({ length: type.size }, (_, i) => readWords(type.of, first + i, one));
    case 'array':
      return Array.from({ length: type.length ?? 0 }, (_, i) => readWords(type.of, first + i * strideOf(type.of), one));
    case 'struct':
      return type.fields.map((field) => readWords(field.type, first + field.offset, one));
    default:
      return type.name === 'bool' ? one(first) !== 0 : one(first);
  }
}

function writeWords(type: ShaderType, first: number, value: unknown, one: (word: number, value: number) => void): void {
  const items = value as readonly unknown[];
  if (type.kind === 'vector') for (const [i, item] of items.entries()) writeWords(type.of, first + i, item, one);
  else if (type.kind === 'array') {
    const stride = strideOf(type.of);
    for (const [i, item] of items.entries()) writeWords(type.of, first + i * stride, item, one);
  } else if (type.kind === 'struct')
    for (const [i, field] of type.fields.entries()) writeWords(field.type, first + field.offset, items[i], one);
  else one(first, Number(value));
}

/** What the host hands over becomes what a card can hold: f32 where the type says so. */
function roundWords(type: ShaderType, first: number, cells: Float64Array): void {
  switch (type.kind) {
    case 'vector':
      for (let i = 0; i < type.size; i++) roundWords(type.of, first + i, cells);
      return;
    case 'array': {
      const stride = strideOf(type.of);
      const length = type.length ?? Math.floor((cells.length - first) / stride);
      for (let i = 0; i < length; i++) roundWords(type.of, first + i * stride, cells);
      return;
    }
    case 'struct':
      for (const field of type.fields) roundWords(field.type, first + field.offset, cells);
      return;
    default:
      if (type.name === 'f32') cells[first] = Math.fround(cells[first]!);
  }
}
