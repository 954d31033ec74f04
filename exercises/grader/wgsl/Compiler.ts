/**
 * Makes a program that can be run of a shader's tree: names are found, types are checked, places in memory are worked out. What the
 * course's language does not have is one sentence with its place.
 */
import { compileExpression, compileOperation } from './expressions.ts';
import { type Machine, Memory, type Thread } from './Machine.ts';
import { compilePlace, loadCells, storeCells } from './places.ts';
import type { Triple } from './record.ts';
import { become, computed, constantValue, type Run, type Steps, type Value } from './runnable.ts';
import {
  arrayOf,
  bool,
  copyValue,
  f32,
  i32,
  isWhole,
  nothing,
  type ScalarType,
  type ShaderType,
  sameType,
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
import { roundWords } from './words.ts';
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

  // What statements, expressions and builtins ask for.

  hasFunction(name: string): boolean {
    return this.functions.has(name);
  }

  meaning(name: string, scope: Scope, place: Place): Exclude<Meaning, { kind: 'missing' }> {
    const found = scope.get(name);
    if (found === undefined) {
      if (this.functions.has(name)) this.fail(place, `${name} is a function: call it.`);
      this.fail(place, `“${name}” is not declared here.`);
    }
    if (found.kind === 'missing') this.fail(place, found.message);
    return found;
  }

  expression(node: Expression, scope: Scope): Value {
    return compileExpression(this, node, scope);
  }

  operation(sign: string, left: Value, right: Value, place: Place): Operation {
    return compileOperation(this, sign, left, right, place);
  }

  place(node: Expression, scope: Scope, by: 'read' | 'write'): Cells | Own | null {
    return compilePlace(this, node, scope, by);
  }

  fromCells(cells: Cells, place: Place): Value {
    return loadCells(this, cells, place);
  }

  toCells(cells: Cells, place: Place): (thread: Thread, value: unknown) => void {
    return storeCells(this, cells, place);
  }
}

const unknownType = (name: string): string => {
  if (name === 'ptr') return 'Pointers are not in the language of this course.';
  if (name === 'f16') return 'f16 is not in the language of this course.';
  if (name.startsWith('mat'))
    return 'Matrices of WGSL are not in the language of this course: a matrix is an array here.';
  if (/texture|sampler/.test(name)) return 'Textures are not in the language of this course.';
  return `There is no type or function “${name}” here.`;
};

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
