/** What the parts of the compiler hand to each other: names, places, and what an expression asks of whoever makes it. */
import type { Machine, Memory, Thread } from './Machine.ts';
import type { Loose, Run, Value } from './runnable.ts';
import type { ShaderType } from './shaderTypes.ts';
import type { Expression, TypeNode } from './syntax.ts';
import type { Place } from './tokens.ts';

/** A name and what it stands for. */
export type Meaning =
  | { readonly kind: 'slot'; readonly type: ShaderType; readonly slot: number; readonly mutable: boolean }
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'memory'; readonly type: ShaderType; readonly memory: Memory }
  /** A workgroup variable that no cell can hold, or a buffer that the host did not bind. */
  | { readonly kind: 'missing'; readonly message: string };

export type Scope = Map<string, Meaning>;

/** A place in memory that several threads reach. */
export interface Cells {
  readonly kind: 'cells';
  readonly type: ShaderType;
  readonly memory: Memory;
  /** The first word; −1 − word where the index was none and this is the nearest. */
  readonly at: (thread: Thread) => number;
}

/** A place that only its thread knows. */
export interface Own {
  readonly kind: 'own';
  readonly type: ShaderType;
  readonly load: Run;
  /** Puts what `change` makes of the old value and a new one. */
  readonly put: (thread: Thread, change: Change, value: unknown) => void;
}

export type Change = (old: Loose, value: Loose) => unknown;

/** What a sign does to two values whose types have met. */
export interface Operation {
  readonly left: Value;
  readonly right: Value;
  readonly type: ShaderType;
  readonly f: Change;
  readonly fast: Run | undefined;
}

/** What builtins, expressions, places and statements need of the compiler. */
export interface Workshop {
  readonly machine: Machine;
  /** Throws OutsideLanguage. */
  fail(place: Place, message: string): never;
  type(node: TypeNode): ShaderType;
  /** What a name stands for; throws where it stands for nothing that has a value. */
  meaning(name: string, scope: Scope, place: Place): Exclude<Meaning, { kind: 'missing' }>;
  hasFunction(name: string): boolean;
  /** A call of a function of the program. */
  call(name: string, nodes: readonly Expression[], scope: Scope, place: Place): Value;
  expression(node: Expression, scope: Scope): Value;
  /** The place that an expression names, or null where it is no place but a value. */
  place(node: Expression, scope: Scope, by: 'read' | 'write'): Cells | Own | null;
  operation(sign: string, left: Value, right: Value, place: Place): Operation;
  fromCells(cells: Cells, place: Place): Value;
  toCells(cells: Cells, place: Place): (thread: Thread, value: unknown) => void;
  checkSize(name: string, type: ShaderType, place: Place): void;
  newSlot(): number;
}
