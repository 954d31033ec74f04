/** Statements as closures. Where a barrier may stand in one it is a generator as well, which stops there until all threads have come. */
import { isBarrier } from './builtins.ts';
import type { Thread } from './Machine.ts';
import {
  BREAK,
  become,
  CONTINUE,
  computed,
  evaluate,
  NEXT,
  RETURN,
  type Run,
  type Runnable,
  type Steps,
  type Value,
} from './runnable.ts';
import { bool, copyValue, nothing, type ShaderType, sameType, settled, typeText, zeroOf } from './shaderTypes.ts';
import type { Declaration, Expression, FunctionNode, Statement } from './syntax.ts';
import type { Place } from './tokens.ts';
import type { Cells, Change, Own, Scope, Workshop } from './workshop.ts';

interface Context {
  readonly compiler: Workshop;
  readonly returns: ShaderType;
  readonly name: string;
  readonly inLoop: boolean;
}

/** Whether control never leaves a statement at its end. */
function alwaysReturns(statement: Statement): boolean {
  switch (statement.kind) {
    case 'return':
      return true;
    case 'block':
      return statement.body.some(alwaysReturns);
    case 'if':
      return statement.no !== null && alwaysReturns(statement.yes) && alwaysReturns(statement.no);
    case 'loop':
      return statement.until === null && !hasBreak(statement.body);
    default:
      return false;
  }
}

function hasBreak(statement: Statement): boolean {
  if (statement.kind === 'break') return true;
  if (statement.kind === 'block') return statement.body.some(hasBreak);
  return statement.kind === 'if' && (hasBreak(statement.yes) || (statement.no !== null && hasBreak(statement.no)));
}

/** A function's body: what it gives when it is run with its parameters in their slots. */
export function compileBody(
  compiler: Workshop,
  node: FunctionNode,
  scope: Scope,
  returns: ShaderType,
): { run: Run; steps: ((thread: Thread) => Steps<unknown>) | null } {
  if (!sameType(returns, nothing) && !alwaysReturns(node.body)) compiler.fail(node, `Not every way through ${node.name} ends with a return.`); // biome-ignore format: one line reads better
  const body = compile(node.body, scope, { compiler, returns, name: node.name, inLoop: false });
  const { steps } = body;
  const run: Run = (t) => {
    t.result = null;
    body.run(t);
    return t.result;
  };
  if (steps === null) return { run, steps };
  return {
    run,
    *steps(t: Thread) {
      t.result = null;
      yield* steps(t);
      return t.result;
    },
  };
}

function compile(node: Statement, scope: Scope, context: Context): Runnable {
  const compiler: Workshop = context.compiler;
  switch (node.kind) {
    case 'block':
      return block(node.body, new Map(scope), context);
    case 'declare':
      return declare(node.what, scope, context);
    case 'assign':
      return assign(node, scope, context);
    case 'call':
      return callAlone(node.call, scope, context);
    case 'if':
      return conditional(node, scope, context);
    case 'for':
      return forLoop(node, scope, context);
    case 'loop':
      return endlessLoop(node, scope, context);
    case 'return':
      return returning(node.value, scope, context, node);
    default: {
      if (!context.inLoop) compiler.fail(node, `“${node.kind}” stands outside of every loop.`);
      return plain(context, node, () => (node.kind === 'break' ? BREAK : CONTINUE));
    }
  }
}

/** One statement, counted. */
function plain({ compiler: { machine } }: Context, { line }: Place, act: (t: Thread) => number): Runnable {
  return {
    run(t) {
      machine.step(t, line);
      return act(t);
    },
    steps: null,
  };
}

function block(body: readonly Statement[], scope: Scope, context: Context): Runnable {
  const parts = body.map((one) => compile(one, scope, context));
  const runs = parts.map(({ run }) => run);
  const { length } = runs;
  const run = (t: Thread): number => {
    for (let i = 0; i < length; i++) {
      const how = runs[i]!(t);
      if (how !== NEXT) return how;
    }
    return NEXT;
  };
  if (parts.every(({ steps }) => steps === null)) return { run, steps: null };
  return {
    run,
    *steps(t) {
      for (const part of parts) {
        const how = part.steps === null ? part.run(t) : yield* part.steps(t);
        if (how !== NEXT) return how;
      }
      return NEXT;
    },
  };
}

/** A statement that evaluates one value and does something with it. */
function withValue(context: Context, place: Place, value: Value, act: (t: Thread, value: unknown) => number): Runnable {
  const { machine } = context.compiler;
  const { line } = place;
  const { run: V } = value;
  return {
    run(t) {
      machine.step(t, line);
      return act(t, V(t));
    },
    steps:
      value.steps === null
        ? null
        : function* (t) {
            machine.step(t, line);
            return act(t, yield* evaluate(value, t));
          },
  };
}

function declare(what: Declaration, scope: Scope, context: Context): Runnable {
  const compiler: Workshop = context.compiler;
  const { name, how, space } = what;
  if (space !== '' && space !== 'function') compiler.fail(what, `var<${space}> belongs outside of the functions.`);
  const wanted = what.type === null ? null : compiler.type(what.type);
  const given = what.value === null ? null : compiler.expression(what.value, scope);
  if (how === 'const') {
    if (!given?.constant) compiler.fail(what, `${name} must be known before the program runs: write let.`);
    scope.set(name, { kind: 'constant', value: wanted === null ? given : become(given, wanted, what, 'The value') });
    return { run: () => NEXT, steps: null };
  }
  if (given === null && (how === 'let' || wanted === null)) compiler.fail(what, how === 'let' ? `${name} needs a value.` : `${name} needs a type or a value.`); // biome-ignore format: one line reads better
  const type = wanted ?? settled(given!.type);
  if (sameType(type, nothing)) compiler.fail(what, 'This function gives no value.');
  compiler.checkSize(name, type, what);
  const value = given === null ? null : become(given, type, what.value!, 'The value');
  const slot = compiler.newSlot();
  scope.set(name, { kind: 'slot', type, slot, mutable: how === 'var' });
  const isSimple = type.kind === 'scalar';
  if (value === null)
    return plain(context, what, (t) => {
      t.slots[slot] = zeroOf(type);
      return NEXT;
    });
  return withValue(context, what, value, (t, made) => {
    t.slots[slot] = isSimple ? made : copyValue(made);
    return NEXT;
  });
}

function assign(node: Statement & { kind: 'assign' }, scope: Scope, context: Context): Runnable {
  const compiler: Workshop = context.compiler;
  const given = compiler.expression(node.value, scope);
  if (node.to === null) return withValue(context, node, given, () => NEXT);
  const place = compiler.place(node.to, scope, 'write');
  if (place === null)
    compiler.fail(node.to, 'This cannot be assigned: it is a value, no place. A vector is assigned part by part.');
  if (node.sign === '') {
    const value = become(given, place.type, node.value, 'The value');
    const copied = place.type.kind === 'scalar' ? (made: unknown) => made : copyValue;
    return put(context, node, place, value, (_, made) => copied(made), true);
  }
  const old = computed(place.type, () => null);
  const { right, f, type } = compiler.operation(node.sign, old, given, node);
  if (!sameType(type, place.type))
    compiler.fail(node, `“${node.sign}=” would make ${typeText(type)} of ${typeText(place.type)}.`);
  return put(context, node, place, right, f, false);
}

function put(
  context: Context,
  node: Place,
  place: Cells | Own,
  value: Value,
  change: Change,
  isNew: boolean,
): Runnable {
  if (place.kind === 'own') {
    return withValue(context, node, value, (t, made) => {
      place.put(t, change, made);
      return NEXT;
    });
  }
  const compiler: Workshop = context.compiler;
  const { machine } = compiler;
  let where = 0;
  const store = compiler.toCells({ ...place, at: () => where }, node);
  const { run: old } = isNew ? { run: () => null } : compiler.fromCells({ ...place, at: () => where }, node);
  const finish = (t: Thread, at: number, made: unknown): number => {
    where = at;
    const before = isNew ? null : old(t);
    where = at;
    store(t, isNew ? change(null, made) : change(before, made));
    return NEXT;
  };
  const { at } = place;
  const { line } = node;
  const { run: V } = value;
  return {
    run(t) {
      machine.step(t, line);
      const i = at(t);
      return finish(t, i, V(t));
    },
    steps:
      value.steps === null
        ? null
        : function* (t) {
            machine.step(t, line);
            const i = at(t);
            return finish(t, i, yield* evaluate(value, t));
          },
  };
}

function callAlone(node: Expression, scope: Scope, context: Context): Runnable {
  const compiler: Workshop = context.compiler;
  if (node.kind !== 'call') compiler.fail(node, 'A statement assigns or calls.');
  const { name } = node.callee;
  if (isBarrier(name)) {
    if (node.args.length > 0) compiler.fail(node, `${name} takes no values.`);
    const waiting = { line: node.line, column: node.column, storage: name === 'storageBarrier' };
    const { machine } = compiler;
    return {
      run: () => NEXT,
      *steps(t) {
        machine.step(t, node.line);
        yield waiting;
        return NEXT;
      },
    };
  }
  return withValue(context, node, compiler.expression(node, scope), () => NEXT);
}

function testOf(node: Expression, scope: Scope, context: Context): Value {
  const compiler: Workshop = context.compiler;
  const test = compiler.expression(node, scope);
  if (!sameType(test.type, bool)) compiler.fail(node, `A condition is a bool; this is ${typeText(test.type)}.`);
  return test;
}

function conditional(node: Statement & { kind: 'if' }, scope: Scope, context: Context): Runnable {
  const { machine } = context.compiler;
  const { line } = node;
  const test = testOf(node.test, scope, context);
  const yes = compile(node.yes, scope, context);
  const no = node.no === null ? null : compile(node.no, scope, context);
  const { run: T } = test;
  const run = (t: Thread): number => {
    machine.step(t, line);
    if (T(t)) return yes.run(t);
    return no === null ? NEXT : no.run(t);
  };
  if (test.steps === null && yes.steps === null && !no?.steps) return { run, steps: null };
  return {
    run,
    *steps(t) {
      machine.step(t, line);
      const chosen = (yield* evaluate(test, t)) ? yes : no;
      if (chosen === null) return NEXT;
      return chosen.steps === null ? chosen.run(t) : yield* chosen.steps(t);
    },
  };
}

function forLoop(node: Statement & { kind: 'for' }, outer: Scope, context: Context): Runnable {
  const { machine } = context.compiler;
  const { line } = node;
  const scope: Scope = new Map(outer);
  const first = node.first === null ? null : compile(node.first, scope, context);
  const test = node.test === null ? null : testOf(node.test, scope, context);
  const next = node.next === null ? null : compile(node.next, scope, context);
  const body = compile(node.body, scope, { ...context, inLoop: true });
  if (first?.steps || next?.steps)
    context.compiler.fail(node, 'A barrier has no place within for (…): write it into the loop.');
  const T = test?.run;
  const run = (t: Thread): number => {
    first?.run(t);
    for (;;) {
      machine.step(t, line);
      if (T !== undefined && !T(t)) return NEXT;
      const how = body.run(t);
      if (how === BREAK) return NEXT;
      if (how === RETURN) return RETURN;
      next?.run(t);
    }
  };
  if (body.steps === null && !test?.steps) return { run, steps: null };
  return {
    run,
    *steps(t) {
      first?.run(t);
      for (;;) {
        machine.step(t, line);
        if (test !== null && !(yield* evaluate(test, t))) return NEXT;
        const how = body.steps === null ? body.run(t) : yield* body.steps(t);
        if (how === BREAK) return NEXT;
        if (how === RETURN) return RETURN;
        next?.run(t);
      }
    },
  };
}

function endlessLoop(node: Statement & { kind: 'loop' }, outer: Scope, context: Context): Runnable {
  const compiler: Workshop = context.compiler;
  const { machine } = compiler;
  const { line } = node;
  // What is declared in the loop is known in its last part.
  const scope: Scope = new Map(outer);
  const statements = node.body.kind === 'block' ? node.body.body : [node.body];
  const body = block(statements, scope, { ...context, inLoop: true });
  const inner: Scope = new Map(scope);
  const last = node.next?.kind === 'block' ? block(node.next.body, inner, { ...context, inLoop: false }) : null;
  const until = node.until === null ? null : testOf(node.until, inner, context);
  if (last?.steps || until?.steps)
    compiler.fail(node, 'A barrier has no place in “continuing”: write it into the loop.');
  const goOn = (t: Thread): boolean => {
    last?.run(t);
    return !until?.run(t);
  };
  const run = (t: Thread): number => {
    for (;;) {
      machine.step(t, line);
      const how = body.run(t);
      if (how === BREAK) return NEXT;
      if (how === RETURN) return RETURN;
      if (!goOn(t)) return NEXT;
    }
  };
  const { steps } = body;
  if (steps === null) return { run, steps };
  return {
    run,
    *steps(t) {
      for (;;) {
        machine.step(t, line);
        const how = yield* steps(t);
        if (how === BREAK) return NEXT;
        if (how === RETURN) return RETURN;
        if (!goOn(t)) return NEXT;
      }
    },
  };
}

function returning(node: Expression | null, scope: Scope, context: Context, place: Place): Runnable {
  const { returns, name } = context;
  const compiler: Workshop = context.compiler;
  if (node === null) {
    if (!sameType(returns, nothing)) compiler.fail(place, `${name} gives ${typeText(returns)}: return needs a value.`);
    return plain(context, place, () => RETURN);
  }
  if (sameType(returns, nothing)) compiler.fail(place, `${name} gives no value: write return alone, or -> and a type.`);
  const value = become(compiler.expression(node, scope), returns, node, 'What is returned');
  return withValue(context, place, value, (t, made) => {
    t.result = copyValue(made);
    return RETURN;
  });
}
