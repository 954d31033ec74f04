/**
 * An ONNX file as a module of ours: its nodes run as our ops, so that it can be looked at, measured, and trained on. The subset is the one
 * that toOnnx.ts writes, with what other exporters usually put in its place (Dropout, Identity, Constant, MatMul and Add for a layer).
 * Source: the operators of ONNX, opset 13 to 17.
 */
import { ChalkgradError, keep, Module, noGrad, Parameter, shapeText, Tensor, tensor } from '#framework';
import { ATTRIBUTE, ELEMENT, type OnnxModel, type OnnxNode, type OnnxTensor, type OnnxValue } from './messages.ts';
import { readers } from './readers.ts';

/** What node readers ask: whole numbers of a shape stay numbers, everything else is a tensor. */
export type Value = Tensor | Integers;

/** int64, which we have no dtype for: shapes, axes, places. */
export class Integers {
  readonly values: readonly number[];
  readonly shape: readonly number[];

  constructor(values: readonly number[], shape: readonly number[]) {
    this.values = values;
    this.shape = shape;
  }
}

const OPSETS = { from: 13, to: 17 };

/** One node with its inputs at hand. Whatever is wrong is told with the node's name, and the attribute's where it is one. */
export class NodeCall {
  readonly node: OnnxNode;
  private readonly values: readonly (Value | undefined)[];
  private readonly asked = new Set<string>();

  constructor(node: OnnxNode, values: readonly (Value | undefined)[]) {
    this.node = node;
    this.values = values;
  }

  get count(): number {
    return this.values.length;
  }

  refuse(why: string): never {
    throw new ChalkgradError(`onnx: node ${titleOf(this.node)}: ${why}`, 'was the file made for another program?');
  }

  has(place: number): boolean {
    return this.values[place] !== undefined;
  }

  tensor(place: number): Tensor {
    const value = this.values[place];
    if (value === undefined) return this.refuse(`its input ${place} is missing`);
    if (value instanceof Tensor) return value;
    if (value.values.some((n) => !Number.isInteger(n) || Math.abs(n) > 2 ** 31 - 1))
      return this.refuse(`its input ${place} holds whole numbers beyond int32`);
    return tensor([...value.values], { shape: value.shape, dtype: 'int32' });
  }

  /** Whole numbers that are known before anything runs. */
  integers(place: number): readonly number[] {
    const value = this.values[place];
    if (value === undefined) return this.refuse(`its input ${place} is missing`);
    if (value instanceof Tensor && value.dtype !== 'int32')
      return this.refuse(`its input ${place} holds ${value.dtype}, it must be whole numbers`);
    return value instanceof Tensor ? Array.from(value.dataSync()) : value.values;
  }

  int(name: string, standard: number): number {
    return this.attribute(name, ATTRIBUTE.int, 'i') ?? standard;
  }

  float(name: string, standard: number): number {
    return this.attribute(name, ATTRIBUTE.float, 'f') ?? standard;
  }

  ints(name: string): readonly number[] | undefined {
    return this.attribute(name, ATTRIBUTE.ints, 'ints');
  }

  text(name: string, standard: string): string {
    return this.attribute(name, ATTRIBUTE.string, 's') ?? standard;
  }

  /** An attribute that may only stand at one value. */
  only(name: string, value: number): void {
    const given = this.int(name, value);
    if (given !== value) this.refuse(`attribute ${name} = ${given}; only ${value} is read here`);
  }

  private attribute<Key extends 'i' | 'f' | 's' | 'ints'>(
    name: string,
    type: number,
    key: Key,
  ): NonNullable<NonNullable<OnnxNode['attribute']>[number][Key]> | undefined {
    this.asked.add(name);
    const found = this.node.attribute?.find((attribute) => attribute.name === name);
    if (found === undefined) return undefined;
    if (found.type !== undefined && found.type !== type)
      return this.refuse(`attribute ${name} is of kind ${found.type}, it must be of kind ${type}`);
    return (found[key] ?? (key === 'ints' ? [] : key === 's' ? '' : 0)) as never;
  }

  /** Errors: an attribute that nobody read, and that may change the answer. */
  finish(): void {
    const other = this.node.attribute?.find(({ name }) => !this.asked.has(name));
    if (other !== undefined) this.refuse(`attribute ${other.name} is not read here`);
  }
}

const titleOf = ({ name = '', opType }: OnnxNode): string => (name === '' ? opType : `'${name}' (${opType})`);

export class OnnxNetwork extends Module {
  readonly title: string;
  /** What comes in: name, and sizes where they are fixed (null where not). */
  readonly inputs: readonly {
    readonly name: string;
    readonly shape: readonly (number | null)[];
    readonly elemType: number;
  }[];
  readonly outputs: readonly string[];
  /** Told of everything that a node makes while the network runs: whoever explains it needs its maps. */
  watch: ((opType: string, made: Value) => void) | null = null;
  private readonly nodes: readonly OnnxNode[];
  private readonly weights = new Map<string, Tensor>();
  private readonly numbers = new Map<string, Integers>();

  /**
   * Errors: another opset; a node that is not in the subset; weights outside the file, damaged, or of a dtype that we do not have; nodes that
   * use what nothing gives.
   */
  constructor(model: OnnxModel) {
    super();
    const { graph, opsetImport = [] } = model;
    this.title = graph?.name ?? '';
    const refuse = (why: string, hint: string): never => {
      throw new ChalkgradError(`onnx: ${why}`, hint);
    };
    if (graph === undefined) refuse('the file holds no graph', 'is it another kind of file?');
    const opset = opsetImport.find(({ domain = '' }) => domain === '' || domain === 'ai.onnx')?.version ?? 0;
    if (opset < OPSETS.from || opset > OPSETS.to)
      refuse(
        opset === 0 ? 'the file says no opset' : `the file uses opset ${opset}`,
        `opsets ${OPSETS.from} to ${OPSETS.to} are read: export it with one of them.`,
      );
    for (const initializer of graph!.initializer ?? []) this.store(initializer);
    this.nodes = graph!.node ?? [];
    const stored = new Set([...this.weights.keys(), ...this.numbers.keys()]);
    this.inputs = (graph!.input ?? []).filter(({ name }) => !stored.has(name)).map(inputOf);
    this.outputs = (graph!.output ?? []).map(({ name }) => name);
    this.check(new Set([...stored, ...this.inputs.map(({ name }) => name)]));
  }

  private store(stored: OnnxTensor): void {
    const name = stored.name ?? '';
    const read = readTensor(stored, name);
    if (read instanceof Integers) this.numbers.set(name, read);
    else this.weights.set(name, read.dtype === 'float32' ? new Parameter(read) : keep(read));
  }

  /** Errors: a node that nobody can run, or that uses what no node before it gives. */
  private check(known: Set<string>): void {
    for (const node of this.nodes) {
      const { domain = '', opType, input = [], output = [] } = node;
      if ((domain !== '' && domain !== 'ai.onnx') || (opType !== 'Constant' && !Object.hasOwn(readers, opType))) {
        throw new ChalkgradError(
          `onnx: node ${titleOf(node)} is none of the operators that are read here`,
          `these are: Constant, ${Object.keys(readers).join(', ')}.`,
        );
      }
      const missing = input.find((name) => name !== '' && !known.has(name));
      if (missing !== undefined)
        throw new ChalkgradError(
          `onnx: node ${titleOf(node)} uses '${missing}', which nothing before it gives`,
          'nodes stand in the order in which they run.',
        );
      for (const name of output) known.add(name);
    }
    const missing = this.outputs.find((name) => !known.has(name));
    if (missing !== undefined)
      throw new ChalkgradError(`onnx: the output '${missing}' is given by no node`, 'the file is damaged.');
  }

  protected override *ownTensors(): Generator<[string, Tensor]> {
    yield* this.weights;
  }

  /**
   * Errors: more or fewer inputs than the file says, or of another shape; whatever an op refuses, with its node's name.
   */
  forward(...given: readonly Tensor[]): Tensor {
    const values = new Map<string, Value>([...this.weights, ...this.numbers]);
    if (given.length !== this.inputs.length) {
      throw new ChalkgradError(
        `onnx: ${given.length} inputs for a graph that takes ${this.inputs.length}`,
        `they are called ${this.inputs.map(({ name }) => name).join(', ')}.`,
      );
    }
    for (const [i, { name, shape }] of this.inputs.entries()) {
      const x = given[i]!;
      if (x.rank !== shape.length || shape.some((size, axis) => size !== null && size !== x.shape[axis])) {
        throw new ChalkgradError(
          `onnx: input '${name}' is ${shapeText(x.shape)}, the file says [${shape.map((size) => size ?? 'N').join(', ')}]`,
          'an open size is any number of examples.',
        );
      }
      values.set(name, x);
    }
    for (const node of this.nodes) {
      const made = run(
        node,
        (node.input ?? []).map((name) => (name === '' ? undefined : values.get(name)!)),
      );
      for (const [i, name] of (node.output ?? []).entries())
        if (name !== '' && made[i] !== undefined) {
          values.set(name, made[i]!);
          this.watch?.(node.opType, made[i]!);
        }
    }
    const output = values.get(this.outputs[0]!)!;
    if (output instanceof Tensor) return output;
    throw new ChalkgradError(`onnx: the output '${this.outputs[0]}' holds no numbers of a network`, 'is it a shape?');
  }
}

function run(node: OnnxNode, values: readonly (Value | undefined)[]): readonly Value[] {
  if (node.opType === 'Constant') {
    const stored = node.attribute?.find(({ name }) => name === 'value')?.t;
    if (stored === undefined) return new NodeCall(node, []).refuse('attribute value is missing, or no tensor');
    return [noGrad(() => readTensor(stored, node.output?.[0] ?? ''))];
  }
  const call = new NodeCall(node, values);
  try {
    const made = readers[node.opType]!(call);
    call.finish();
    return made;
  } catch (cause) {
    if (!(cause instanceof ChalkgradError) || cause.message.startsWith('onnx: ')) throw cause;
    const [first] = cause.message.split('\nhint: ');
    throw new ChalkgradError(`onnx: node ${titleOf(node)}: ${first}`, cause.hint);
  }
}

function inputOf({ name, type }: OnnxValue): OnnxNetwork['inputs'][number] {
  const { elemType = 0, shape } = type?.tensorType ?? {};
  return { name, elemType, shape: (shape?.dim ?? []).map(({ dimValue }) => dimValue ?? null) };
}

const widths: Readonly<Record<number, number>> = {
  [ELEMENT.float]: 4,
  [ELEMENT.double]: 8,
  [ELEMENT.int32]: 4,
  [ELEMENT.int64]: 8,
  [ELEMENT.bool]: 1,
};

/** A stored tensor. Errors: outside the file, of a dtype that is not read, of another length than its shape says. */
function readTensor(stored: OnnxTensor, name: string): Tensor | Integers {
  const { dims: shape = [], dataType = 0, rawData, floatData, int32Data, int64Data, dataLocation = 0 } = stored;
  const refuse = (why: string): never => {
    throw new ChalkgradError(`onnx: initialiser '${name}' ${why}`, 'nothing was loaded.');
  };
  if (dataLocation !== 0) refuse('lies in another file');
  const width = widths[dataType];
  if (width === undefined) return refuse(`has element type ${dataType}; read are float, double, int32, int64, bool`);
  const size = shape.reduce((product, n) => product * n, 1);
  if (!Number.isSafeInteger(size) || size < 0) return refuse('has no possible shape');
  const checked = <List extends { readonly length: number }>(values: List): List =>
    values.length === size ? values : refuse(`of shape ${shapeText(shape)} holds ${values.length} numbers`);
  if (rawData !== undefined && rawData.length !== size * width)
    refuse(`of shape ${shapeText(shape)} takes ${size * width} bytes and has ${rawData.length}`);
  const view = rawData === undefined ? null : new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  const all = (
    read: (view: DataView, at: number) => number,
    listed: readonly number[] | undefined,
  ): readonly number[] =>
    view === null ? checked(listed ?? []) : Array.from({ length: size }, (_, i) => read(view, i * width));
  if (dataType === ELEMENT.int64) {
    return new Integers(
      all((v, at) => Number(v.getBigInt64(at, true)), int64Data),
      shape,
    );
  }
  if (dataType === ELEMENT.float)
    return tensor(Float32Array.from(all((v, at) => v.getFloat32(at, true), floatData)), { shape });
  if (dataType === ELEMENT.double)
    return tensor(Float64Array.from(all((v, at) => v.getFloat64(at, true), undefined)), { shape });
  if (dataType === ELEMENT.int32)
    return tensor(Int32Array.from(all((v, at) => v.getInt32(at, true), int32Data)), { shape, dtype: 'int32' });
  return tensor(Uint8Array.from(all((v, at) => v.getUint8(at), int32Data)), { shape, dtype: 'bool' });
}
