/**
 * The messages of an ONNX file that we write and read, as plain objects, and the numbers that their fields have in the file. Source: onnx.proto of
 * the ONNX project (IR version 8). Everything else in a file is passed over, or refused where it would matter.
 */

/** How a field is written. `message` is followed by the name of a message of the table. */
type FieldKind = 'int' | 'float' | 'text' | 'bytes' | 'message';

interface Field {
  readonly number: number;
  readonly kind: FieldKind;
  readonly message?: keyof typeof messages;
  readonly repeated?: true;
  /** Several numbers behind one tag, as onnx.proto says of a tensor's data. Read in both ways, always. */
  readonly packed?: true;
}

export type MessageName = keyof typeof messages;

/** Every message by name: its fields by name. */
export const messages = {
  Model: {
    irVersion: { number: 1, kind: 'int' },
    producerName: { number: 2, kind: 'text' },
    producerVersion: { number: 3, kind: 'text' },
    docString: { number: 6, kind: 'text' },
    graph: { number: 7, kind: 'message', message: 'Graph' },
    opsetImport: { number: 8, kind: 'message', message: 'OperatorSet', repeated: true },
    metadataProps: { number: 14, kind: 'message', message: 'Entry', repeated: true },
  },
  OperatorSet: { domain: { number: 1, kind: 'text' }, version: { number: 2, kind: 'int' } },
  Entry: { key: { number: 1, kind: 'text' }, value: { number: 2, kind: 'text' } },
  Graph: {
    node: { number: 1, kind: 'message', message: 'Node', repeated: true },
    name: { number: 2, kind: 'text' },
    initializer: { number: 5, kind: 'message', message: 'Tensor', repeated: true },
    docString: { number: 10, kind: 'text' },
    input: { number: 11, kind: 'message', message: 'ValueInfo', repeated: true },
    output: { number: 12, kind: 'message', message: 'ValueInfo', repeated: true },
    valueInfo: { number: 13, kind: 'message', message: 'ValueInfo', repeated: true },
  },
  Node: {
    input: { number: 1, kind: 'text', repeated: true },
    output: { number: 2, kind: 'text', repeated: true },
    name: { number: 3, kind: 'text' },
    opType: { number: 4, kind: 'text' },
    attribute: { number: 5, kind: 'message', message: 'Attribute', repeated: true },
    domain: { number: 7, kind: 'text' },
  },
  Attribute: {
    name: { number: 1, kind: 'text' },
    f: { number: 2, kind: 'float' },
    i: { number: 3, kind: 'int' },
    s: { number: 4, kind: 'text' },
    t: { number: 5, kind: 'message', message: 'Tensor' },
    floats: { number: 7, kind: 'float', repeated: true },
    ints: { number: 8, kind: 'int', repeated: true },
    strings: { number: 9, kind: 'text', repeated: true },
    type: { number: 20, kind: 'int' },
  },
  Tensor: {
    dims: { number: 1, kind: 'int', repeated: true },
    dataType: { number: 2, kind: 'int' },
    floatData: { number: 4, kind: 'float', repeated: true, packed: true },
    int32Data: { number: 5, kind: 'int', repeated: true, packed: true },
    int64Data: { number: 7, kind: 'int', repeated: true, packed: true },
    name: { number: 8, kind: 'text' },
    rawData: { number: 9, kind: 'bytes' },
    dataLocation: { number: 14, kind: 'int' },
  },
  ValueInfo: { name: { number: 1, kind: 'text' }, type: { number: 2, kind: 'message', message: 'Type' } },
  Type: { tensorType: { number: 1, kind: 'message', message: 'TensorType' } },
  TensorType: { elemType: { number: 1, kind: 'int' }, shape: { number: 2, kind: 'message', message: 'Shape' } },
  Shape: { dim: { number: 1, kind: 'message', message: 'Dimension', repeated: true } },
  Dimension: { dimValue: { number: 1, kind: 'int' }, dimParam: { number: 2, kind: 'text' } },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, Omit<Field, 'message'> & { readonly message?: string }>>>
>;

/** The fields of one message, for whoever walks the table. */
export const fieldsOf = (message: MessageName): Readonly<Record<string, Field>> => messages[message];

/** Numbers of onnx.proto's enum for element types. */
export const ELEMENT = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, double: 11 } as const;

/** Numbers of onnx.proto's enum for kinds of attribute. */
export const ATTRIBUTE = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

export interface OnnxTensor {
  readonly name?: string;
  readonly dims?: readonly number[];
  readonly dataType?: number;
  readonly rawData?: Uint8Array;
  readonly floatData?: readonly number[];
  readonly int32Data?: readonly number[];
  readonly int64Data?: readonly number[];
  readonly dataLocation?: number;
}

export interface OnnxAttribute {
  readonly name: string;
  readonly type?: number;
  readonly f?: number;
  readonly i?: number;
  readonly s?: string;
  readonly t?: OnnxTensor;
  readonly floats?: readonly number[];
  readonly ints?: readonly number[];
}

export interface OnnxNode {
  readonly name?: string;
  readonly opType: string;
  readonly domain?: string;
  readonly input?: readonly string[];
  readonly output?: readonly string[];
  readonly attribute?: readonly OnnxAttribute[];
}

export interface OnnxValue {
  readonly name: string;
  readonly type?: {
    readonly tensorType?: {
      readonly elemType?: number;
      readonly shape?: { readonly dim?: readonly { readonly dimValue?: number; readonly dimParam?: string }[] };
    };
  };
}

export interface OnnxGraph {
  readonly name?: string;
  readonly docString?: string;
  readonly node?: readonly OnnxNode[];
  readonly initializer?: readonly OnnxTensor[];
  readonly input?: readonly OnnxValue[];
  readonly output?: readonly OnnxValue[];
}

export interface OnnxModel {
  readonly irVersion?: number;
  readonly producerName?: string;
  readonly producerVersion?: string;
  readonly docString?: string;
  readonly opsetImport?: readonly { readonly domain?: string; readonly version?: number }[];
  readonly metadataProps?: readonly { readonly key?: string; readonly value?: string }[];
  readonly graph?: OnnxGraph;
}
