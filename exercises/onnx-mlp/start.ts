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

/*
 * Numbers of the fields:
 *   Model      ir_version = 1, graph = 7, opset_import = 8 { domain = 1, version = 2 }
 *   Graph      node = 1, name = 2, initializer = 5, input = 11, output = 12
 *   Node       input = 1, output = 2, op_type = 4, attribute = 5 { name = 1, i = 3, type = 20 (2 for a whole number) }
 *   Tensor     dims = 1, data_type = 2 (1 for float32), name = 8, raw_data = 9
 *   ValueInfo  name = 1, type = 2 { tensor_type = 1 { elem_type = 1, shape = 2 { dim = 1 { dim_value = 1, dim_param = 2 } } } }
 */

/** Opens in any ONNX runtime: x [N, in] → logits [N, out]. */
export function exportMlp({ mean, std, layers }: Model): Uint8Array {
  // your turn: the inner messages first, a node and two arrays for each layer, then the graph, then the model around it.
  return Uint8Array.from([...field(1, 8)]);
}
