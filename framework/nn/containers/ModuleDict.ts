import { check, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { Module } from '../Module.ts';
import { checkModules } from './checkModules.ts';

const call = signature('ModuleDict', { modules: 'record' });

const methods = {
  get: signature('ModuleDict.get', { name: 'text' }),
  has: signature('ModuleDict.has', { name: 'text' }),
};

/**
 * Modules by name, called by whoever holds them. Names stay as they are given: parameters are `left.weight` …
 *
 * @example new ModuleDict({ left: new Linear(2, 2), right: new Linear(2, 2) }).get('left').forward(x)
 */
export class ModuleDict<Kind extends Module = Module> extends Module {
  private readonly entries: ReadonlyMap<string, Kind>;

  constructor(modules: Readonly<Record<string, Kind>>) {
    super();
    check(call, modules);
    checkModules('ModuleDict', Object.entries(modules));
    this.entries = new Map(Object.entries(modules));
  }

  get(name: string): Kind {
    check(methods.get, name);
    const found = this.entries.get(name);
    if (found === undefined) {
      throw new ChalkgradError(
        `ModuleDict: there is no module '${name}'`,
        `it holds: ${[...this.entries.keys()].join(', ')}.`,
      );
    }
    return found;
  }

  has(name: string): boolean {
    check(methods.has, name);
    return this.entries.has(name);
  }

  keys(): string[] {
    return [...this.entries.keys()];
  }

  override *namedChildren(): Generator<[string, Module]> {
    yield* this.entries;
  }
}
