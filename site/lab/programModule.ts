/**
 * A reader's program as a module that can be imported: its JavaScript with the framework at addresses that exist where it runs. Line by line it
 * stays what the reader wrote. How a text becomes an address is the caller's business: a blob in the worker, a data URL in tests.
 */

/** Names and parts of the framework that a program may import: `#framework`, and `#framework/runs/knobs.ts` where a run's own source does. */
export type Library = Readonly<Record<string, object>>;

const IMPORTED = /(['"])(#framework(?:\/[\w./-]+)?)\1/g;

/** Where the modules find the framework and leave their names; one object, taken away again once they have. */
export interface Handover {
  readonly library: Library;
  readonly names: (getters: Readonly<Record<string, () => unknown>>) => void;
}

const PLACE = '__chalkgrad';

/** The program, importable. @param addressOf an address at which this text is a module */
export function programModule(
  { code, names }: { readonly code: string; readonly names: readonly string[] },
  library: Library,
  addressOf: (text: string) => string,
): string {
  const addresses = new Map<string, string>();
  const address = (specifier: string): string => {
    const known = addresses.get(specifier) ?? addressOf(shim(specifier, library));
    addresses.set(specifier, known);
    return known;
  };
  const text = code.replaceAll(IMPORTED, (whole, _quote, specifier: string) =>
    library[specifier] === undefined ? whole : JSON.stringify(address(specifier)),
  );
  // In front of the first line: the getters are there from the beginning, and lines keep their numbers.
  const getters = names.map((name) => `${name}: () => ${name}`).join(', ');
  return addressOf(`globalThis.${PLACE}.names({ ${getters} });${text}`);
}

/** A module of what one module of the framework exports: tensors of the program are tensors of the framework that watches it. */
function shim(specifier: string, library: Library): string {
  const names = Object.keys(library[specifier]!).filter((name) => name !== 'default');
  return `export const { ${names.join(', ')} } = globalThis.${PLACE}.library[${JSON.stringify(specifier)}];`;
}

/** Import a program: `load` does it, and finds what it needs. */
export async function withHandover<Result>(handover: Handover, load: () => Promise<Result>): Promise<Result> {
  Object.defineProperty(globalThis, PLACE, { value: handover, configurable: true });
  try {
    return await load();
  } finally {
    Reflect.deleteProperty(globalThis, PLACE);
  }
}
