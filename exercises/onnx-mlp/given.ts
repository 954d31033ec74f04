/** Opens what an answer wrote, as an ONNX runtime would: protobuf, the graph, and its nodes one after the other. */

interface Model {
  readonly mean: number[];
  readonly std: number[];
  readonly layers: {
    readonly weight: number[][];
    readonly bias: number[];
    readonly relu: boolean;
    readonly dropout: number;
  }[];
}

type Field = readonly [number: number, value: number | Uint8Array];

class Refused extends Error {}
const refuse = (why: string): never => {
  throw new Refused(why);
};

/** A message as its fields, in order. */
function fieldsOf(bytes: Uint8Array): Field[] {
  let at = 0;
  const whole = (): number => {
    let [value, factor] = [0, 1];
    for (;;) {
      if (at >= bytes.length) refuse('cut off in the middle of a number');
      const byte = bytes[at++]!;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  const fields: Field[] = [];
  while (at < bytes.length) {
    const key = whole();
    const kind = key % 8;
    if (kind === 0) fields.push([Math.floor(key / 8), whole()]);
    else if (kind === 2) {
      const length = whole();
      if (at + length > bytes.length) refuse('a length reaches beyond its message');
      fields.push([Math.floor(key / 8), bytes.subarray(at, at + length)]);
      at += length;
    } else refuse(`field of kind ${kind}`);
  }
  return fields;
}

const text = (value: number | Uint8Array | undefined): string => {
  try {
    return value instanceof Uint8Array ? new TextDecoder('utf-8', { fatal: true }).decode(value) : '';
  } catch {
    return refuse('a name is no text');
  }
};
const all = (fields: readonly Field[], number: number) =>
  fields.filter(([n]) => n === number).map(([, value]) => value);
const first = (fields: readonly Field[], number: number) => all(fields, number)[0];
const inside = (value: number | Uint8Array | undefined): Field[] =>
  value instanceof Uint8Array ? fieldsOf(value) : refuse('a message is missing');

interface Numbers {
  readonly dims: readonly number[];
  readonly data: readonly number[];
}

function numbersIn(tensor: Field[]): Numbers {
  const dims = all(tensor, 1).map(Number);
  const raw = first(tensor, 9);
  if (!(raw instanceof Uint8Array)) return refuse('an array has no raw_data');
  const size = dims.reduce((product, n) => product * n, 1);
  if (first(tensor, 2) === 9) return { dims, data: Array.from(raw) }; // truth values
  if (first(tensor, 2) !== 1 || raw.length !== 4 * size) return refuse('an array does not fit its dims');
  const view = new DataView(raw.slice().buffer);
  return { dims, data: Array.from({ length: size }, (_, i) => view.getFloat32(4 * i, true)) };
}

/** Draws of a dropout that nobody switched off: others at each call, the same for everyone. */
let draws = 0;
function isSilenced(): boolean {
  draws = (draws * 16_807 + 11) % 2_147_483_647;
  return draws % 2 === 0;
}

function broadcast(a: Numbers, b: Numbers, op: (x: number, y: number) => number): Numbers {
  const width = b.data.length;
  if (width !== 1 && a.dims.at(-1) !== width) return refuse(`shapes [${a.dims}] and [${b.dims}]`);
  return { dims: a.dims, data: a.data.map((x, i) => op(x, b.data[i % width]!)) };
}

function product(a: Numbers, b: Numbers, isTurned: boolean): Numbers {
  const [rows, inner] = a.dims as [number, number];
  const [p, q] = b.dims as [number, number];
  const [from, columns] = isTurned ? [q, p] : [p, q];
  if (b.dims.length !== 2 || inner !== from) return refuse(`shapes [${a.dims}] and [${b.dims}]`);
  const at = (k: number, c: number): number => b.data[isTurned ? c * q + k : k * q + c]!;
  const data = Array.from({ length: rows * columns }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += a.data[Math.floor(i / columns) * inner + k]! * at(k, i % columns);
    return sum;
  });
  return { dims: [rows, columns], data };
}

function softmax({ dims, data }: Numbers): Numbers {
  const width = dims.at(-1)!;
  const sums = Array.from({ length: data.length / width }, (_, row) =>
    data.slice(row * width, (row + 1) * width).reduce((sum, z) => sum + Math.exp(z), 0),
  );
  return { dims, data: data.map((z, i) => Math.exp(z) / sums[Math.floor(i / width)]!) };
}

function carryOut(op: string, [a, b, c]: readonly (Numbers | undefined)[], set: ReadonlyMap<string, number>): Numbers {
  const x = a ?? refuse(`${op} has no input`);
  if (op === 'Relu') return { dims: x.dims, data: x.data.map((z) => Math.max(0, z)) };
  if (op === 'Identity') return x;
  if (op === 'Softmax') return softmax(x);
  if (op === 'Dropout') return c?.data[0] ? { dims: x.dims, data: x.data.map((z) => (isSilenced() ? 0 : 2 * z)) } : x;
  const y = b ?? refuse(`${op} has one input`);
  if (op === 'Add') return broadcast(x, y, (p, q) => p + q);
  if (op === 'Sub') return broadcast(x, y, (p, q) => p - q);
  if (op === 'Mul') return broadcast(x, y, (p, q) => p * q);
  if (op === 'Div') return broadcast(x, y, (p, q) => p / q);
  if (op === 'MatMul') return product(x, y, false);
  if (op !== 'Gemm') return refuse(`the node ${op} is not known here`);
  if (set.get('transA')) return refuse('transA');
  const z = product(x, y, set.get('transB') === 1);
  return c === undefined ? z : broadcast(z, c, (p, q) => p + q);
}

/** What the file answers for these rows. */
function run(file: Uint8Array, rows: readonly (readonly number[])[]): number[][] {
  const model = fieldsOf(file);
  const versions = all(model, 8).map((one) => first(inside(one), 2));
  if (!versions.includes(17)) refuse('which Gemm? it names no opset 17');
  if (first(model, 1) !== 8) refuse('its ir_version is not 8');
  const graph = inside(first(model, 7));
  const known = new Map<string, Numbers>();
  for (const one of all(graph, 5)) {
    const array = inside(one);
    known.set(text(first(array, 8)), numbersIn(array));
  }
  const shapeOf = (one: number | Uint8Array): { name: string; sizes: (number | Uint8Array | undefined)[] } => {
    const info = inside(one);
    const tensor = inside(first(inside(first(info, 2)), 1));
    return { name: text(first(info, 1)), sizes: all(inside(first(tensor, 2)), 1).map((dim) => first(inside(dim), 1)) };
  };
  const inputs = all(graph, 11)
    .map(shapeOf)
    .filter(({ name }) => !known.has(name));
  const [outputs] = [all(graph, 12).map(shapeOf)];
  if (inputs.map(({ name }) => name).join() !== 'x') refuse('its input is not called x');
  if (outputs.map(({ name }) => name).join() !== 'logits') refuse('its output is not called logits');
  const [batch, width] = inputs[0]!.sizes;
  if (typeof batch === 'number' && batch !== rows.length) refuse(`x has ${rows.length} rows, the file says ${batch}`);
  if (width !== rows[0]!.length) refuse('x has another number of columns');
  known.set('x', { dims: [rows.length, rows[0]!.length], data: rows.flat() });
  for (const one of all(graph, 1)) {
    const node = inside(one);
    const values = all(node, 1).map((name) =>
      text(name) === '' ? undefined : (known.get(text(name)) ?? refuse(`nothing gives ${text(name)}`)),
    );
    const set = new Map(
      all(node, 5)
        .map(inside)
        .map((attribute) => [text(first(attribute, 1)), Number(first(attribute, 3))]),
    );
    known.set(text(first(node, 2)), carryOut(text(first(node, 4)), values, set));
  }
  const { dims, data } = known.get('logits') ?? refuse('nothing gives logits');
  const columns = dims.at(-1)!;
  return Array.from({ length: data.length / columns }, (_, i) => data.slice(i * columns, (i + 1) * columns));
}

/** What the file answers, or why it cannot be opened: refusals are answers, too. */
export function opened(file: Uint8Array, rows: readonly (readonly number[])[]): number[][] | string {
  try {
    return run(file, rows);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** What the file says of all rows, of the first alone, and of all once more; and whether it is small. */
export function drive(
  { exportMlp }: { readonly exportMlp: (model: Model) => Uint8Array },
  model: Model,
  x: readonly (readonly number[])[],
) {
  const file = exportMlp(structuredClone(model));
  draws = 1;
  const numbers = model.layers.reduce((sum, { weight, bias }) => sum + weight.flat().length + bias.length, 0);
  return {
    logits: opened(file, x),
    alone: opened(file, x.slice(0, 1)),
    again: opened(file, x),
    isSmall: file.length < 4 * numbers + 1000,
  };
}
