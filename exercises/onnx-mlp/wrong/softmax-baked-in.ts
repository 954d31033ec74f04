/**
 * These sum to one; scores were asked
 *
 * Whoever uses the file may want the softmax, or the largest score alone. Give `logits` as the last layer does.
 */

export interface Model {
  /** Of each input: what is subtracted from it, and what it is then divided by. */
  mean: number[];
  std: number[];
  /** weight [out, in], bias [out]; dropout: the share that is silenced while it learns. */
  layers: { weight: number[][]; bias: number[]; relu: boolean; dropout: number }[];
}

/** A whole number, seven bits a byte, lowest first; the top bit of a byte says that another one follows. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/** Field number of a message: a whole number (kind 0), or bytes with their length (kind 2). */
export function field(number: number, value: number | string | Uint8Array | number[]): number[] {
  if (typeof value === 'number') return [...varint(8 * number), ...varint(value)];
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return [...varint(8 * number + 2), ...varint(bytes.length), ...bytes];
}

const [FLOAT, INT] = [1, 2];
const [IR_VERSION, OPSET] = [8, 17];

/** Tensor: dims = 1, data_type = 2, name = 8, raw_data = 9 */
function array(name: string, dims: number[], numbers: number[]): number[] {
  const raw = new DataView(new ArrayBuffer(4 * numbers.length));
  for (const [i, value] of numbers.entries()) raw.setFloat32(4 * i, value, true);
  return [
    ...dims.flatMap((size) => field(1, size)),
    ...field(2, FLOAT),
    ...field(8, name),
    ...field(9, new Uint8Array(raw.buffer)),
  ];
}

/** Node: input = 1, output = 2, op_type = 4, attribute = 5 */
function node(op: string, inputs: string[], output: string, attributes: number[][] = []): number[] {
  return [
    ...inputs.flatMap((name) => field(1, name)),
    ...field(2, output),
    ...field(4, op),
    ...attributes.flatMap((one) => field(5, one)),
  ];
}

/** Attribute: name = 1, i = 3, type = 20 */
const wholeNumber = (name: string, value: number): number[] => [
  ...field(1, name),
  ...field(3, value),
  ...field(20, INT),
];

/** ValueInfo: name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 { dim_value = 1, dim_param = 2 } } } } */
function value(name: string, size: number): number[] {
  const shape = [...field(1, field(2, 'N')), ...field(1, field(1, size))];
  return [...field(1, name), ...field(2, field(1, [...field(1, FLOAT), ...field(2, shape)]))];
}

/** Opens in any ONNX runtime: x [N, in] → logits [N, out]. */
export function exportMlp({ mean, std, layers }: Model): Uint8Array {
  const nodes: number[] = [];
  const arrays: number[] = [];
  let from = 'x';
  for (const [k, { weight, bias, relu }] of layers.entries()) {
    // (x − μ)/σ · Wᵀ + b = x · (W/σ)ᵀ + (b − W(μ/σ))
    const rows = k > 0 ? weight : weight.map((row) => row.map((w, i) => w / std[i]!));
    const shifts =
      k > 0 ? bias : bias.map((b, o) => b - weight[o]!.reduce((sum, w, i) => sum + (w * mean[i]!) / std[i]!, 0));
    arrays.push(...field(5, array(`w${k}`, [rows.length, rows[0]!.length], rows.flat())));
    arrays.push(...field(5, array(`b${k}`, [shifts.length], shifts)));
    const to = `z${k}`;
    nodes.push(...field(1, node('Gemm', [from, `w${k}`, `b${k}`], to, [wholeNumber('transB', 1)])));
    from = to;
    if (!relu) continue;
    from = `a${k}`;
    nodes.push(...field(1, node('Relu', [to], from)));
  }
  nodes.push(...field(1, node('Softmax', [from], 'logits')));
  const last = layers.at(-1)!;
  // Graph: node = 1, name = 2, initializer = 5, input = 11, output = 12
  const graph = [
    ...nodes,
    ...field(2, 'mlp'),
    ...arrays,
    ...field(11, value('x', layers[0]!.weight[0]!.length)),
    ...field(12, value('logits', last.bias.length)),
  ];
  // Model: ir_version = 1, graph = 7, opset_import = 8 { domain = 1, version = 2 }
  return Uint8Array.from([
    ...field(1, IR_VERSION),
    ...field(7, graph),
    ...field(8, [...field(1, ''), ...field(2, OPSET)]),
  ]);
}
