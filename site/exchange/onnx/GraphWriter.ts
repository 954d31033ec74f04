/** Collects the nodes and initialisers of one ONNX graph: names are unique, each weight is stored once. */
import { ChalkgradError } from '#framework';
import { type Constant, type Graph, Operand, type Size, type Step } from '../graph.ts';
import { ATTRIBUTE, ELEMENT, type OnnxAttribute, type OnnxNode, type OnnxTensor } from './messages.ts';

/** Numbers are whole unless they are marked: { float: 0.2 }. */
export type AttributeValue = number | readonly number[] | string | { readonly float: number };

const elementOf: Readonly<Record<string, number>> = {
  float32: ELEMENT.float,
  float64: ELEMENT.double,
  int32: ELEMENT.int32,
  bool: ELEMENT.bool,
};

export function elementNumber(dtype: string): number {
  return elementOf[dtype]!;
}

const constructors = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array } as const;

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Numbers as ONNX lays them out: little-endian, row by row. */
function rawBytes(values: ArrayLike<number>, dtype: keyof typeof constructors): Uint8Array {
  const own = constructors[dtype].from(values);
  const bytes = new Uint8Array(own.buffer);
  if (!isLittleEndian)
    for (let at = 0; at < bytes.length; at += own.BYTES_PER_ELEMENT)
      bytes.subarray(at, at + own.BYTES_PER_ELEMENT).reverse();
  return bytes;
}

export class GraphWriter {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  private readonly graph: Graph;
  private readonly title: string;
  private readonly inputs: readonly string[];
  private readonly names = new Set<string>();
  private readonly stored = new Set<string>();
  private readonly values: string[][] = [];
  private step: Step | null = null;

  constructor(title: string, graph: Graph, inputs: readonly string[]) {
    this.title = title;
    this.graph = graph;
    this.inputs = inputs;
    for (const name of [...inputs, ...graph.weights.keys()]) this.names.add(name);
  }

  /** Everything that is refused names the step. */
  refuse(why: string): never {
    const { op, path } = this.step ?? { op: 'its answer', path: '' };
    throw new ChalkgradError(
      `${this.title}: ${op}${path === '' ? '' : ` in ${path}`} cannot be written as ONNX: ${why}`,
      'the subset that is written and read stands in site/exchange/onnx/.',
    );
  }

  begin(step: Step): void {
    this.step = step;
  }

  /** What the steps before gave, by value name. */
  end(values: readonly string[]): void {
    this.values.push([...values]);
    this.step = null;
  }

  /** A name that nobody has yet: the path, and the kind where the path alone is taken. */
  private fresh(kind: string): string {
    const base = this.step === null || this.step.path === '' ? kind : `${this.step.path}/${kind}`;
    let name = base;
    for (let n = 2; this.names.has(name); n++) name = `${base}_${n}`;
    this.names.add(name);
    return name;
  }

  /** One node; the names of what it gives. */
  node(
    opType: string,
    input: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    outputs = 1,
  ): string[] {
    const name = this.fresh(opType);
    const output = Array.from({ length: outputs }, (_, i) => (outputs === 1 ? name : `${name}.${i}`));
    const attribute = Object.entries(attributes).map(([key, value]) => attributeOf(key, value));
    this.nodes.push({ name, opType, input, output, ...(attribute.length === 0 ? {} : { attribute }) });
    return output;
  }

  one(opType: string, input: readonly string[], attributes: Readonly<Record<string, AttributeValue>> = {}): string {
    return this.node(opType, input, attributes)[0]!;
  }

  /** The value of an operand: an input, what an earlier step gave, or a stored tensor. */
  value(arg: unknown): string {
    if (!(arg instanceof Operand)) return this.refuse('a tensor is missing');
    const { source } = arg;
    if (source.kind === 'input') return this.inputs[source.index]!;
    if (source.kind === 'step') return this.values[source.step]![source.output]!;
    if (source.kind === 'weight') return this.weight(source.name);
    if (source.kind === 'constant') return this.constant(source.constant);
    return this.refuse(`a factor follows the size of the batch (${source.times}·N)`);
  }

  /** The initialiser of a weight; the first who asks stores it. */
  weight(name: string): string {
    if (this.stored.has(name)) return name;
    this.stored.add(name);
    const tensor = this.graph.weights.get(name)!;
    this.initializers.push({
      name,
      dims: [...tensor.shape],
      dataType: elementNumber(tensor.dtype),
      rawData: rawBytes(tensor.dataSync(), tensor.dtype),
    });
    return name;
  }

  constant({ shape, dtype, values }: Constant): string {
    const name = this.fresh('constant');
    this.initializers.push({
      name,
      dims: [...shape],
      dataType: elementNumber(dtype),
      rawData: rawBytes(values, dtype as keyof typeof constructors),
    });
    return name;
  }

  /** Whole numbers that say a shape, axes or places: int64, as the standard wants them. */
  integers(kind: string, values: number | readonly number[]): string {
    const list = typeof values === 'number' ? [values] : values;
    const name = this.fresh(kind);
    const raw = new Uint8Array(8 * list.length);
    const view = new DataView(raw.buffer);
    for (const [i, value] of list.entries()) view.setBigInt64(8 * i, BigInt(value), true);
    this.initializers.push({
      name,
      dims: typeof values === 'number' ? [] : [list.length],
      dataType: ELEMENT.int64,
      rawData: raw,
    });
    return name;
  }

  /** A shape for Reshape: at most one size follows the batch, and is left to be found out. */
  sizes(shape: readonly Size[]): number[] {
    const open = shape.filter((size) => typeof size !== 'number').length;
    if (open > 1) this.refuse('two of its sizes follow the batch');
    return shape.map((size) => (typeof size === 'number' ? size : -1));
  }

  /** Rename the value that a node gives, everywhere. */
  rename(from: string, to: string): void {
    const other = (name: string): string => (name === from ? to : name);
    for (const [i, node] of this.nodes.entries()) {
      this.nodes[i] = { ...node, input: node.input!.map(other), output: node.output!.map(other) };
    }
  }
}

function attributeOf(name: string, value: AttributeValue): OnnxAttribute {
  if (typeof value === 'number') return { name, type: ATTRIBUTE.int, i: value };
  if (typeof value === 'string') return { name, type: ATTRIBUTE.string, s: value };
  if ('float' in value) return { name, type: ATTRIBUTE.float, f: value.float };
  return { name, type: ATTRIBUTE.ints, ints: value };
}
