/**
 * An op as a program of the lab: the first of the calls that its checks use, a loss of its result, and the walk back. Made from the op's own
 * definition, so that a new op has one without a line here. null where a call holds what cannot be written down.
 */
import { type AnyDefinition, Generator, isFloat, opList, Tensor } from '#framework';

const INPUTS = ['x', 'y', 'z', 'u', 'v', 'w'];
const DIGITS = 3;

type Loose = Pick<AnyDefinition, 'name' | 'summary' | 'backward' | 'composed'> & {
  readonly examples: (generator: Generator) => readonly (readonly unknown[])[];
};

class CannotWrite extends Error {}

/** Writes the arguments of a call; tensors become constants in front of it. */
class Writer {
  readonly lines: string[] = [];
  readonly leaves: string[] = [];
  usesTensor = false;
  usesGenerator = false;

  argument(value: unknown): string {
    if (value instanceof Tensor) return this.constant(value);
    if (value instanceof Generator) {
      this.usesGenerator = true;
      return 'new Generator(7)';
    }
    if (typeof value === 'number' || typeof value === 'boolean' || value === null)
      return Object.is(value, -0) ? '-0' : String(value);
    if (typeof value === 'string') return `'${value}'`;
    if (value === undefined) return 'undefined';
    if (Array.isArray(value)) return `[${value.map((entry) => this.argument(entry)).join(', ')}]`;
    if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      const fields = Object.entries(value).map(([key, entry]) => `${key}: ${this.argument(entry)}`);
      return `{ ${fields.join(', ')} }`;
    }
    throw new CannotWrite();
  }

  private constant(tensor: Tensor): string {
    this.usesTensor = true;
    const name = INPUTS[this.lines.length] ?? `x${this.lines.length}`;
    const isLeaf = isFloat(tensor.dtype);
    if (isLeaf) this.leaves.push(name);
    const values = JSON.stringify(rounded(tensor.toArray())).replaceAll(',', ', ');
    const options = [
      ...(tensor.dtype === 'float64' || tensor.dtype === 'float32' ? [] : [`dtype: '${tensor.dtype}'`]),
      ...(tensor.size === 0 || tensor.shape.length === 0 ? [`shape: [${tensor.shape.join(', ')}]`] : []),
      ...(isLeaf ? ['requiresGrad: true'] : []),
    ];
    this.lines.push(`const ${name} = tensor(${values}${options.length === 0 ? '' : `, { ${options.join(', ')} }`});`);
    return name;
  }
}

const rounded = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(rounded) : typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value;

/** @example opProgram('softmax') // "import { softmax, tensor } from '#framework'; …" */
export function opProgram(name: string): string | null {
  const op = (opList as Readonly<Record<string, { definition: AnyDefinition }>>)[name];
  if (op === undefined) return null;
  const { definition } = op;
  const { examples, summary } = definition as unknown as Loose;
  const [args] = examples(new Generator(7));
  if (args === undefined) return null;
  const writer = new Writer();
  let call: string;
  try {
    call = `${name}(${args.map((arg) => writer.argument(arg)).join(', ')})`;
  } catch (error) {
    if (error instanceof CannotWrite) return null;
    throw error;
  }
  const result = (op as unknown as (...args: readonly unknown[]) => unknown)(...args);
  const isDifferentiable =
    result instanceof Tensor && isFloat(result.dtype) && writer.leaves.length > 0 && leadsBack(op, args);
  const imports = [name, ...(writer.usesTensor ? ['tensor'] : []), ...(writer.usesGenerator ? ['Generator'] : [])];
  const ending = isDifferentiable
    ? [
        `const out = ${call};`,
        'out.square().sum().backward(); // squared, so that the gradient that arrives is not the same everywhere',
        `console.log(${['out', ...writer.leaves.map((leaf) => `${leaf}.grad?`)].map((one) => `${one}.toArray()`).join(', ')});`,
      ]
    : [`const out = ${call};`, 'console.log(out);'];
  return [
    `import { ${imports.sort((a, b) => a.localeCompare(b)).join(', ')} } from '#framework';`,
    '',
    `// ${summary}`,
    ...writer.lines,
    ...ending,
    '',
  ].join('\n');
}

/** Does a gradient come back from the op's result to what it was called with? */
function leadsBack(op: unknown, args: readonly unknown[]): boolean {
  const asked = (value: unknown): unknown => {
    if (value instanceof Tensor) return isFloat(value.dtype) ? value.detach().requiresGrad_() : value;
    if (Array.isArray(value)) return value.map(asked);
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asked(entry)]));
    return value;
  };
  const result = (op as (...args: readonly unknown[]) => unknown)(...args.map(asked));
  return result instanceof Tensor && result.requiresGrad;
}
