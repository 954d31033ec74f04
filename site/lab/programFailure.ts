/** What a reader's program threw, for the reader: the framework's sentence with its hint, or JavaScript's, at the line of their text. */
import { ChalkgradError, nearestName } from '#framework';
import type { Library } from './programModule.ts';
import type { ProgramFailure } from './protocol.ts';

/** A message that is shown, and what is looked through for it. */
const MOST_CHARACTERS = 2000;
const MOST_READ = 500_000;

const text = (read: () => unknown): string => {
  try {
    return String(read()).slice(0, MOST_READ);
  } catch {
    return ''; // made to harm whoever looks at it
  }
};

/** @param address where the program's module is, as stacks name it */
export function failureOf(
  error: unknown,
  { address, code, library }: { readonly address: string; readonly code: string; readonly library: Library },
): ProgramFailure {
  const name = error instanceof Error ? text(() => error.name) : 'Error';
  const whole = error instanceof Error ? text(() => error.message) : text(() => error);
  const [message = ''] = whole.split('\nhint:');
  const [, missing] = /export named '([^']+)'/.exec(message) ?? [];
  if (missing !== undefined) return missingExport(missing, code, library);
  const hint = error instanceof ChalkgradError ? text(() => error.hint) : hintFor(message, library);
  return {
    name,
    message: message.slice(0, MOST_CHARACTERS),
    hint,
    line: lineIn(
      text(() => (error as Error).stack),
      address,
    ),
  };
}

/** The place in the reader's text that a stack names first. */
function lineIn(stack: string, address: string): number {
  const at = address === '' ? -1 : stack.indexOf(`${address}:`);
  return at < 0 ? 0 : Number.parseInt(stack.slice(at + address.length + 1), 10) || 0;
}

function missingExport(name: string, code: string, library: Library): ProgramFailure {
  const line = code.split('\n').findIndex((row) => new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(row)) + 1;
  const near = nearestName(name, Object.keys(library['#framework'] ?? {}));
  const hint = near === null ? 'the reference lists every name.' : `did you mean ${near}?`;
  return { name: 'ImportError', message: `the framework exports no ${name}`, hint, line };
}

/** A name of the framework that was not imported. */
function hintFor(message: string, library: Library): string {
  const [, name] = /^(\S+) is not defined$/.exec(message) ?? [];
  if (name === undefined || library['#framework'] === undefined || !Object.hasOwn(library['#framework'], name))
    return '';
  return `import { ${name} } from '#framework';`;
}
