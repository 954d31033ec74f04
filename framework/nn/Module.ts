/**
 * A function with parameters. Nothing has to be registered: whatever a module holds in its own fields counts. A Parameter is
 * learned, another Tensor is a buffer (saved but not learned), a Module is a child, and so is each Module in an array.
 */
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { sameShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { Parameter } from './Parameter.ts';

export type StateDict = Readonly<Record<string, Tensor>>;

/** A module that takes one tensor and gives one: what Sequential can chain. */
export type Layer = Module & { forward(x: Tensor): Tensor };

export abstract class Module {
  /** true while training: dropout drops, batch norm uses the batch. Switched by train() and eval(). */
  training = true;

  /** Direct children with the names of the fields that hold them. */
  *namedChildren(): Generator<[string, Module]> {
    for (const [name, value] of Object.entries(this)) {
      if (value instanceof Module) yield [name, value];
      else if (Array.isArray(value)) {
        for (const [i, entry] of value.entries()) if (entry instanceof Module) yield [`${name}.${i}`, entry];
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

  /** Every parameter with its dotted path, `conv1.weight`. A parameter that is shared appears once, under its first path. */
  *namedParameters(): Generator<[string, Parameter]> {
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
      for (const [name, value] of Object.entries(module)) {
        if (value instanceof Tensor) yield [path === '' ? name : `${path}.${name}`, value];
      }
    }
  }

  /** Parameters and buffers by dotted path: what a checkpoint keeps. The tensors are the module's own, not copies. */
  stateDict(): Record<string, Tensor> {
    return Object.fromEntries(this.namedTensors());
  }

  /**
   * Copy values in by name. All names and shapes are checked before the first number is written, so a mistake changes nothing.
   *
   * Errors: names that are missing or unknown, shapes that differ.
   */
  loadStateDict(state: StateDict): void {
    const own = this.stateDict();
    const missing = Object.keys(own).filter((name) => !Object.hasOwn(state, name));
    const unknown = Object.keys(state).filter((name) => !Object.hasOwn(own, name));
    if (missing.length > 0 || unknown.length > 0) {
      throw new ChalkgradError(
        `loadStateDict: ${missing.length > 0 ? `missing ${missing.join(', ')}` : ''}${missing.length > 0 && unknown.length > 0 ? '; ' : ''}${unknown.length > 0 ? `unknown ${unknown.join(', ')}` : ''}`,
        'these weights belong to another model, or to another version of it.',
      );
    }
    for (const [name, target] of Object.entries(own)) {
      const source = state[name]!;
      if (!sameShape(source.shape, target.shape)) {
        throw new ChalkgradError(
          `loadStateDict: ${name} has shape ${shapeText(source.shape)} in the file and ${shapeText(target.shape)} in the model`,
          'build the model with the sizes it was saved with.',
        );
      }
    }
    for (const [name, target] of Object.entries(own)) target.copyFrom_(state[name]!.dataSync());
  }

  /** Training mode on (or off) here and in everything inside; returns itself. */
  train(mode = true): this {
    for (const [, module] of this.namedModules()) module.training = mode;
    return this;
  }

  /** Evaluation mode: dropout passes everything, batch norm uses its running statistics. */
  eval(): this {
    return this.train(false);
  }

  /** Forget the gradients of all parameters. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = null;
  }
}
