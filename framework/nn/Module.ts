/**
 * A function with parameters. Nothing has to be registered: whatever a module holds in its own fields counts. A Parameter is
 * learned, another Tensor is a buffer (saved but not learned), a Module is a child, and so is each Module in an array.
 *
 * Names are PyTorch's, so that its state dicts load unchanged: a field `runningMean` is called `running_mean` in paths.
 */
import { check, named, optionsOf, signature } from '../tensor/arguments.ts';
import { checkCopy } from '../tensor/checkCopy.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import { answerOtherSpellings } from '../tensor/otherSpellings.ts';
import { keep } from '../tensor/scope.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Device, Storage } from '../tensor/storage.ts';
import { isSubstituting, runSubstitute, SubstituteError, substituteFor } from '../tensor/substitutes.ts';
import { movedStorage, storageOnCpu, Tensor } from '../tensor/Tensor.ts';
import { Parameter } from './Parameter.ts';

/** Tensors by dotted path, as `stateDict` gives and `loadStateDict` takes them. */
export type StateDict = Readonly<Record<string, Tensor>>;

export interface LoadOptions {
  /** false: names that only one side knows are left out, and said. Shapes that differ are refused all the same. Default true. */
  readonly strict?: boolean;
}

/** What `loadStateDict` left out. Nothing, unless it was told not to be strict. */
export interface LeftOut {
  /** Names of the model that the state does not have: they keep their values. */
  readonly missing: readonly string[];
  /** Names of the state that the model does not have. */
  readonly unknown: readonly string[];
}

/** A module that takes one tensor and gives one: what Sequential can chain. */
export type Layer = Module & {
  forward(x: Tensor): Tensor;
  /** `forward` with a ReLU behind it, as one step. null where `forward` is not the class's own: it has a hook, or a subclass replaced it. */
  forwardRelu?(x: Tensor): Tensor | null;
  /** Is this nothing but a ReLU, so that the layer before it may do its work? */
  readonly isRelu?: boolean;
};

/** Sees a module's inputs before `forward`; a list it returns takes their place. */
export type ForwardPreHook = (module: Module, inputs: readonly unknown[]) => readonly unknown[] | undefined;

/** Sees inputs and output after `forward`; whatever it returns (but undefined) takes the output's place. */
export type ForwardHook = (module: Module, inputs: readonly unknown[], output: unknown) => unknown;

interface Hooks {
  readonly before: Set<ForwardPreHook>;
  readonly after: Set<ForwardHook>;
}

const call = signature('stateName', { field: 'text' });

/** How a field is called in a state dict: `weightIhL0` → `weight_ih_l0`. Names that are snake_case already stay. */
export function stateName(field: string): string {
  check(call, field);
  return namedInState(field);
}

/** A step walks over its modules several times, and their fields are always the same ones. */
const stateNames = new Map<string, string>();

function namedInState(field: string): string {
  let name = stateNames.get(field);
  if (name === undefined) {
    name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, '');
    stateNames.set(field, name);
  }
  return name;
}

/** PyTorch saves a count of calls beside running statistics; no result depends on it. */
const isCallCount = (name: string): boolean => /(?:^|\.)num_batches_tracked$/.test(name);

const nothing = signature('Module', {});

const methods = {
  train: signature('Module.train', { mode: 'boolean' }),
  to: signature('Module.to', { device: 'device' }),
  checkStateDict: signature('Module.checkStateDict', { state: 'anything' }, { strict: 'boolean' }),
  loadStateDict: signature('Module.loadStateDict', { state: 'anything' }, { strict: 'boolean' }),
  registerForwardPreHook: signature('Module.registerForwardPreHook', { hook: 'function' }),
  registerForwardHook: signature('Module.registerForwardHook', { hook: 'function' }),
};

export abstract class Module {
  /** true while training: dropout drops, batch norm uses the batch. Switched by train() and eval(). */
  training = true;

  /** Does its own forward say the names of the children it calls? Otherwise `namedCalls` does. */
  get namesItsCalls(): boolean {
    return false;
  }

  private forwardHooks: Hooks | null = null;

  /** Layers without a constructor of their own pass here what they were given: nothing. */
  constructor(...surplus: readonly never[]) {
    if (surplus.length > 0) check(named(nothing, new.target.name), ...surplus);
  }

  /** Direct children with the names of the fields that hold them, in snake_case. */
  *namedChildren(): Generator<[string, Module]> {
    for (const [field, value] of Object.entries(this)) {
      if (value instanceof Module) yield [namedInState(field), value];
      else if (Array.isArray(value)) {
        for (const [i, entry] of value.entries())
          if (entry instanceof Module) yield [`${namedInState(field)}.${i}`, entry];
      }
    }
  }

  /** This module and everything inside it, depth first, each once, with dotted paths ('' for itself). */
  *namedModules(prefix = '', seen = new Set<Module>()): Generator<[string, Module]> {
    if (seen.has(this)) return;
    seen.add(this);
    yield [prefix, this];
    for (const [name, child] of this.namedChildren()) {
      yield* child.namedModules(prefix === '' ? name : `${prefix}.${name}`, seen);
    }
  }

  /**
   * Every parameter with its dotted path, `conv1.weight`. A parameter that is shared appears once, under its first path. A substitute named
   * `Module.namedParameters` gets the module.
   */
  *namedParameters(): Generator<[string, Parameter]> {
    const substitute = isSubstituting() ? substituteFor('Module.namedParameters') : null;
    if (substitute !== null) {
      const found = runSubstitute<Iterable<[string, Parameter]>>(substitute, [this]);
      for (const [name, parameter] of found) {
        if (typeof name !== 'string' || !(parameter instanceof Parameter)) {
          throw new SubstituteError(
            substitute,
            `Module.namedParameters (${substitute.id}) listed '${String(name)}', which is no parameter of this module`,
            'list pairs of a path and what was found there.',
          );
        }
        yield [name, parameter];
      }
      return;
    }
    const seen = new Set<Tensor>();
    for (const [name, value] of this.namedTensors()) {
      if (value instanceof Parameter && !seen.has(value)) {
        seen.add(value);
        yield [name, value];
      }
    }
  }

  *parameters(): Generator<Parameter> {
    for (const [, parameter] of this.namedParameters()) yield parameter;
  }

  /** Tensors that are saved but not learned (running statistics). */
  *namedBuffers(): Generator<[string, Tensor]> {
    for (const [name, value] of this.namedTensors()) if (!(value instanceof Parameter)) yield [name, value];
  }

  private *namedTensors(): Generator<[string, Tensor]> {
    for (const [path, module] of this.namedModules()) {
      for (const [name, value] of module.ownTensors()) yield [path === '' ? name : `${path}.${name}`, value];
    }
  }

  /** Parameters and buffers of this module itself, without its children. A layer with a list of them names them here. */
  protected *ownTensors(): Generator<[string, Tensor]> {
    for (const [field, value] of Object.entries(this)) if (value instanceof Tensor) yield [namedInState(field), value];
  }

  /** Parameters and buffers by dotted path: what a checkpoint keeps. The tensors are the module's own, not copies. */
  stateDict(): Record<string, Tensor> {
    return Object.fromEntries(this.namedTensors());
  }

  /** Would `loadStateDict` take this state? Throws what it would throw; changes nothing. */
  checkStateDict(state: StateDict, options: LoadOptions = {}): LeftOut {
    const { strict = true } = optionsOf(methods.checkStateDict, [state, options]);
    const own = this.stateDict();
    if (typeof state !== 'object' || state === null || state instanceof Tensor || Array.isArray(state)) {
      throw new ChalkgradError(
        `loadStateDict: ${state === null ? 'null' : Array.isArray(state) ? 'a list' : typeof state} is no table of tensors`,
        'give what stateDict() gave, or what decodeStateDict reads from a file: tensors by name.',
      );
    }
    const missing = Object.keys(own).filter((name) => !Object.hasOwn(state, name));
    const unknown = Object.keys(state).filter((name) => !Object.hasOwn(own, name) && !isCallCount(name));
    if (strict && (missing.length > 0 || unknown.length > 0)) {
      throw new ChalkgradError(
        `loadStateDict: ${missing.length > 0 ? `missing ${missing.join(', ')}` : ''}${missing.length > 0 && unknown.length > 0 ? '; ' : ''}${unknown.length > 0 ? `unknown ${unknown.join(', ')}` : ''}`,
        'these weights belong to another model, or to another version of it. To take what fits: loadStateDict(state, { strict: false }).',
      );
    }
    for (const [name, source] of Object.entries<unknown>(state)) {
      const target = Object.hasOwn(own, name) ? own[name] : undefined;
      const refuse: (why: string) => never = (why) => {
        throw new ChalkgradError(`loadStateDict: ${name} ${why}`, 'nothing was loaded.');
      };
      if (!(source instanceof Tensor)) refuse(`is ${source === null ? 'null' : typeof source}, no tensor`);
      if (target === undefined) continue;
      if (!sameShape(source.shape, target.shape)) {
        throw new ChalkgradError(
          `loadStateDict: ${name} has shape ${shapeText(source.shape)} in the file and ${shapeText(target.shape)} in the model`,
          'build the model with the sizes it was saved with.',
        );
      }
      if (!target.isContiguous) refuse('is a strided view in the model, which cannot be filled');
      checkCopy(source, target, refuse);
    }
    return { missing, unknown };
  }

  /**
   * Copy values in by name; returns what was left out, which is nothing unless `strict` is false. Everything is checked before the first number is
   * written, so a mistake changes nothing.
   *
   * State dicts of PyTorch load as they are (its `num_batches_tracked` is passed over). float64 is rounded where the model is float32.
   * Errors: names that are missing or unknown, unless `strict` is false; shapes that differ; what is no tensor, was released, or has fractions
   * where the model has whole numbers.
   *
   * @example model.loadStateDict(pretrained, { strict: false }).missing // ['head.weight', 'head.bias'] begin as they were made
   */
  loadStateDict(state: StateDict, options: LoadOptions = {}): LeftOut {
    optionsOf(methods.loadStateDict, [state, options]);
    const leftOut = this.checkStateDict(state, options);
    noGrad(() => {
      for (const [name, target] of Object.entries(this.stateDict())) {
        const source = Object.hasOwn(state, name) ? state[name] : undefined;
        if (source !== undefined) target.copyFrom_(source);
      }
    });
    return leftOut;
  }

  /** Training mode on (or off) here and in everything inside; returns itself. */
  train(mode = true): this {
    check(methods.train, mode);
    for (const [, module] of this.namedModules()) module.training = mode;
    return this;
  }

  /** Evaluation mode: dropout passes everything, batch norm uses its running statistics. */
  eval(): this {
    return this.train(false);
  }

  /**
   * Move all parameters and buffers to a device, in place: optimizers keep knowing them. Gradients are forgotten. Make the optimizer's
   * step only with all of the model on one device.
   *
   * @example model.to('webgpu');
   */
  to(device: Exclude<Device, 'cpu'>): this {
    check(methods.to, device);
    const moved = new Map<Storage, Storage>();
    for (const [, tensor] of this.namedTensors()) {
      const { storage } = tensor;
      const there = moved.get(storage) ?? movedStorage(storage, device);
      moved.set(storage, there);
      tensor.moveTo_(there);
      keep(tensor); // a scope that is open now must not release it
    }
    return this;
  }

  /** The same back to the CPU, which takes time: await it. */
  async cpu(): Promise<this> {
    const moved = new Map<Storage, Storage>();
    for (const [, { storage }] of this.namedTensors()) {
      if (!moved.has(storage)) moved.set(storage, await storageOnCpu(storage));
    }
    for (const [, tensor] of this.namedTensors()) tensor.moveTo_(moved.get(tensor.storage)!);
    return this;
  }

  /** Forget the gradients of all parameters. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = null;
  }

  /**
   * Let `hook` see every call of this module's `forward`, before it runs. Hooks run in the order they were registered. Returns
   * a function that removes the hook.
   *
   * Because a module is called as `model.forward(x)`, the first hook puts a method of that name on the object itself, in front
   * of the class's own: every caller meets it, and modules without hooks pay nothing.
   *
   * @example const stop = model.registerForwardPreHook((_module, [x]) => [(x as Tensor).mul(2)]);
   */
  registerForwardPreHook(hook: ForwardPreHook): () => void {
    check(methods.registerForwardPreHook, hook);
    const { before } = this.hooked();
    before.add(hook);
    return () => {
      before.delete(hook);
    };
  }

  /**
   * The same after `forward` ran: the hook also sees the output, and may return another one.
   *
   * @example const stop = layer.registerForwardHook((_module, _inputs, output) => console.log((output as Tensor).shape));
   */
  registerForwardHook(hook: ForwardHook): () => void {
    check(methods.registerForwardHook, hook);
    const { after } = this.hooked();
    after.add(hook);
    return () => {
      after.delete(hook);
    };
  }

  private hooked(): Hooks {
    if (this.forwardHooks !== null) return this.forwardHooks;
    const { forward } = this as unknown as { forward?: (...inputs: unknown[]) => unknown };
    if (forward === undefined) {
      throw new ChalkgradError(
        `${this.constructor.name}: a module without forward is never called`,
        'register the hook on a module that has one.',
      );
    }
    const hooks: Hooks = { before: new Set(), after: new Set() };
    const value = (...given: unknown[]): unknown => {
      let inputs: readonly unknown[] = given;
      for (const hook of hooks.before) inputs = hook(this, inputs) ?? inputs;
      let output = forward.apply(this, [...inputs]);
      for (const hook of hooks.after) output = hook(this, inputs, output) ?? output;
      return output;
    };
    Object.defineProperty(this, 'forward', { value, configurable: true, writable: true });
    this.forwardHooks = hooks;
    return hooks;
  }
}

answerOtherSpellings('Module', Module.prototype);
