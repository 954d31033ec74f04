import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { Module } from '../Module.ts';
import { checkModules } from './checkModules.ts';

const call = signature('ModuleList', { modules: 'iterable' });

const methods = {
  at: signature('ModuleList.at', { place: 'whole' }),
};

/**
 * Modules in a row, called by whoever holds them: unlike Sequential it has no forward. Parameters are `0.weight`, `1.weight` …
 *
 * @example for (const layer of this.layers) x = layer.forward(x); // this.layers = new ModuleList([…])
 */
export class ModuleList<Kind extends Module = Module> extends Module {
  private readonly list: readonly Kind[];

  constructor(modules: Iterable<Kind>) {
    super();
    check(call, modules);
    this.list = [...modules];
    checkModules('ModuleList', this.list.entries());
  }

  get length(): number {
    return this.list.length;
  }

  /** The module at a place; negative places count from the end. */
  at(place: number): Kind {
    check(methods.at, place);
    const found = this.list.at(place);
    if (found === undefined) {
      throw new ChalkgradError(
        `ModuleList: there is no module ${place} among ${this.length}`,
        'places start at 0; negative ones count from the end.',
      );
    }
    return found;
  }

  [Symbol.iterator](): Iterator<Kind> {
    return this.list[Symbol.iterator]();
  }

  override *namedChildren(): Generator<[string, Module]> {
    for (const [i, module] of this.list.entries()) yield [String(i), module];
  }
}
