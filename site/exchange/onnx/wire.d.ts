/** What we use of @bufbuild/protobuf: its reader and writer of protobuf's wire format. */
declare module '@bufbuild/protobuf/wire' {
  export const WireType: { readonly Varint: 0; readonly Bit64: 1; readonly LengthDelimited: 2; readonly Bit32: 5 };

  export class BinaryWriter {
    tag(field: number, type: number): this;
    fork(): this;
    join(): this;
    int64(value: number): this;
    float(value: number): this;
    string(value: string): this;
    bytes(value: Uint8Array): this;
    finish(): Uint8Array<ArrayBuffer>;
  }

  export class BinaryReader {
    constructor(bytes: Uint8Array);
    readonly pos: number;
    readonly len: number;
    tag(): [field: number, type: number];
    skip(type: number, field?: number): Uint8Array;
    int64(): bigint | string;
    float(): number;
    string(): string;
    bytes(): Uint8Array;
  }
}
