/** What the parser makes of a shader. */
import type { Place } from './tokens.ts';

export interface TypeNode extends Place {
  readonly name: string;
  /** `array<f32, 16>`: a type, then an expression. */
  readonly of: TypeNode | null;
  readonly size: Expression | null;
}

export type Expression = Place &
  (
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'bool'; readonly value: boolean }
    | { readonly kind: 'name'; readonly name: string }
    /** A function, a constructor, or a conversion. */
    | { readonly kind: 'call'; readonly callee: TypeNode; readonly args: readonly Expression[] }
    | { readonly kind: 'index'; readonly of: Expression; readonly by: Expression }
    | { readonly kind: 'member'; readonly of: Expression; readonly name: string }
    | { readonly kind: 'unary'; readonly sign: string; readonly of: Expression }
    | { readonly kind: 'binary'; readonly sign: string; readonly left: Expression; readonly right: Expression }
  );

export interface Declaration extends Place {
  readonly how: 'var' | 'let' | 'const';
  /** Of a `var`: `workgroup`, `storage`, …; '' within functions. */
  readonly space: string;
  readonly access: string;
  readonly name: string;
  readonly type: TypeNode | null;
  readonly value: Expression | null;
}

export type Statement = Place &
  (
    | { readonly kind: 'block'; readonly body: readonly Statement[] }
    | { readonly kind: 'declare'; readonly what: Declaration }
    /** `sign` is '' for `=`, '+' for `+=`; `++` and `--` add and take 1. `to` null: `_ = …`. */
    | { readonly kind: 'assign'; readonly to: Expression | null; readonly sign: string; readonly value: Expression }
    | { readonly kind: 'call'; readonly call: Expression }
    | { readonly kind: 'if'; readonly test: Expression; readonly yes: Statement; readonly no: Statement | null }
    | {
        readonly kind: 'for';
        readonly first: Statement | null;
        readonly test: Expression | null;
        readonly next: Statement | null;
        readonly body: Statement;
      }
    | {
        readonly kind: 'loop';
        readonly body: Statement;
        readonly next: Statement | null;
        readonly until: Expression | null;
      }
    | { readonly kind: 'return'; readonly value: Expression | null }
    | { readonly kind: 'break' | 'continue' }
  );

/** `@builtin(local_invocation_id)`, `@binding(0)`, `@compute`. */
export interface Attribute extends Place {
  readonly name: string;
  readonly args: readonly Expression[];
}

export interface Parameter extends Place {
  readonly name: string;
  readonly type: TypeNode;
  readonly attributes: readonly Attribute[];
}

export interface FunctionNode extends Place {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly parameters: readonly Parameter[];
  readonly returns: TypeNode | null;
  readonly body: Statement;
}

export interface StructNode extends Place {
  readonly name: string;
  readonly fields: readonly Parameter[];
}

export interface GlobalNode extends Place {
  readonly attributes: readonly Attribute[];
  readonly what: Declaration;
}

export interface Module {
  readonly structs: readonly StructNode[];
  readonly globals: readonly GlobalNode[];
  readonly functions: readonly FunctionNode[];
}
