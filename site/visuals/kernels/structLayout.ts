/** Where WGSL puts the fields of a struct. Source: WGSL, "Memory Layout": AlignOf and SizeOf of scalars and vectors; offsets of members. */

export type FieldType = 'u32' | 'i32' | 'f32' | 'vec2<f32>' | 'vec3<f32>' | 'vec4<f32>';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
}

export interface Placed extends Field {
  /** Its first byte. */
  readonly at: number;
  readonly bytes: number;
  readonly align: number;
}

const rules: Readonly<Record<FieldType, readonly [bytes: number, align: number]>> = {
  u32: [4, 4],
  i32: [4, 4],
  f32: [4, 4],
  'vec2<f32>': [8, 8],
  'vec3<f32>': [12, 16],
  'vec4<f32>': [16, 16],
};

const up = (value: number, align: number): number => Math.ceil(value / align) * align;

/**
 * The fields in this order, and the bytes of the whole: rounded up, so that an array of such structs stays aligned.
 *
 * @example layoutOf([{ name: 'n', type: 'u32' }, { name: 'v', type: 'vec3<f32>' }]).fields[1].at // 16
 */
export function layoutOf(fields: readonly Field[]): { readonly fields: readonly Placed[]; readonly length: number } {
  let next = 0;
  const placed = fields.map(({ name, type }): Placed => {
    const [bytes, align] = rules[type];
    const at = up(next, align);
    next = at + bytes;
    return { name, type, at, bytes, align };
  });
  return { fields: placed, length: up(next, Math.max(...placed.map(({ align }) => align))) };
}

/** What lies between the fields and behind the last one. */
export function gapsOf({
  fields,
  length,
}: ReturnType<typeof layoutOf>): readonly { readonly at: number; readonly bytes: number }[] {
  const ends = [0, ...fields.map(({ at, bytes }) => at + bytes)];
  const starts = [...fields.map(({ at }) => at), length];
  return ends.flatMap((end, i) => (starts[i]! > end ? [{ at: end, bytes: starts[i]! - end }] : []));
}

/** A stretch of bytes cut where a row of sixteen ends. */
export function rowsOf(at: number, bytes: number): readonly { readonly at: number; readonly bytes: number }[] {
  const rows: { at: number; bytes: number }[] = [];
  for (let from = at; from < at + bytes; ) {
    const to = Math.min(at + bytes, (Math.floor(from / 16) + 1) * 16);
    rows.push({ at: from, bytes: to - from });
    from = to;
  }
  return rows;
}
