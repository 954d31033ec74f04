/**
 * While someone listens, the ops of a module run under the name of the field that holds it, as `recurrent` or `head`, without a line about it
 * in the model: what a reader writes is named like our own. Containers and Transformer layers name their parts themselves.
 */
import { checkPlace, signature } from '../tensor/arguments.ts';
import { inScope, isListening } from '../trace/emit.ts';
import type { Module } from './Module.ts';

const call = signature('namedCalls', { model: 'module', run: 'function' });

type Forward = (...inputs: unknown[]) => unknown;

/**
 * Run with every call of a module inside `model` named by its path. With nobody listening it only runs. Each module is named once, so that a
 * shared one keeps its first name.
 *
 * @example namedCalls(model, () => model.forward(x)) // ops of model.head have the scope `head`
 */
export function namedCalls<R>(model: Module, run: () => R): R {
  checkPlace(call, 0, model);
  checkPlace(call, 1, run);
  if (!isListening()) return run();
  const restore: (() => void)[] = [];
  const seen = new Set<Module>([model]);
  nameChildren(model, '', seen, restore);
  try {
    return run();
  } finally {
    for (const undo of restore.reverse()) undo();
  }
}

/** `prefix`: names of containers that have no forward of their own, as `layers.` of a ModuleList. */
function nameChildren(module: Module, prefix: string, seen: Set<Module>, restore: (() => void)[]): void {
  for (const [name, child] of module.namedChildren()) {
    if (seen.has(child)) continue;
    seen.add(child);
    const isCalled = 'forward' in child;
    if (isCalled && !module.namesItsCalls) restore.push(nameForward(child, prefix + name));
    nameChildren(child, isCalled ? '' : `${prefix}${name}.`, seen, restore);
  }
}

/** Put a forward that says its name in front of the module's own (or of its hooks); returns how to take it away again. */
function nameForward(module: Module, name: string): () => void {
  const own = Object.getOwnPropertyDescriptor(module, 'forward');
  const forward = (module as unknown as { forward: Forward }).forward;
  const value: Forward = (...inputs) => inScope(name, () => forward.apply(module, inputs));
  Object.defineProperty(module, 'forward', { value, configurable: true, writable: true });
  return () => {
    if (own === undefined) Reflect.deleteProperty(module, 'forward');
    else Object.defineProperty(module, 'forward', own);
  };
}
