/** Values as Python writes them. */

export type Keywords = Readonly<Record<string, unknown>>;

/** A piece of Python that stands as it is. */
export class Code {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** true → True, [1, 2] → (1, 2), 1e-5 → 1e-05, texts in quotes. */
export function literal(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value))
    return value.length === 1 ? `(${literal(value[0])},)` : `(${value.map(literal).join(', ')})`;
  throw new TypeError(`no Python for ${typeof value}`);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return value > 0 ? 'float("inf")' : '-float("inf")';
  return String(value);
}

/** `F.conv2d(x, w, padding=1)` */
export const pythonCall = (name: string, args: readonly unknown[], more: Keywords = {}): string =>
  `${name}(${[...args.map(literal), ...Object.entries(more).map(([key, value]) => `${key}=${literal(value)}`)].join(', ')})`;

const WORDS = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield self torch nn F slice sum abs pow max min round filter input'.split(
    ' ',
  ),
);

/** `hidden1`, `norm_2`: a name that Python takes. */
export function identifier(text: string): string {
  const name = text
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    .replace(/\W+/g, '_')
    .replace(/^_+|_+$/g, '');
  const safe = /^[a-z_]/.test(name) ? name : `x${name}`;
  return WORDS.has(safe) ? `${safe}_` : safe;
}

export const isIdentifier = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text) && !WORDS.has(text);
