/** Values of any type as the words that they are in memory. */
import { type ShaderType, strideOf } from './shaderTypes.ts';

export function readWords(type: ShaderType, first: number, one: (word: number) => number): unknown {
  switch (type.kind) {
    case 'vector':
      return Array.from({ length: type.size }, (_, i) => readWords(type.of, first + i, one));
    case 'array':
      return Array.from({ length: type.length ?? 0 }, (_, i) => readWords(type.of, first + i * strideOf(type.of), one));
    case 'struct':
      return type.fields.map((field) => readWords(field.type, first + field.offset, one));
    default:
      return type.name === 'bool' ? one(first) !== 0 : one(first);
  }
}

export function writeWords(
  type: ShaderType,
  first: number,
  value: unknown,
  one: (word: number, value: number) => void,
): void {
  const items = value as readonly unknown[];
  if (type.kind === 'vector') for (const [i, item] of items.entries()) writeWords(type.of, first + i, item, one);
  else if (type.kind === 'array') {
    const stride = strideOf(type.of);
    for (const [i, item] of items.entries()) writeWords(type.of, first + i * stride, item, one);
  } else if (type.kind === 'struct')
    for (const [i, field] of type.fields.entries()) writeWords(field.type, first + field.offset, items[i], one);
  else one(first, Number(value));
}

/** What the host hands over becomes what a card can hold: f32 where the type says so. */
export function roundWords(type: ShaderType, first: number, cells: Float64Array): void {
  switch (type.kind) {
    case 'vector':
      for (let i = 0; i < type.size; i++) roundWords(type.of, first + i, cells);
      return;
    case 'array': {
      const stride = strideOf(type.of);
      const length = type.length ?? Math.floor((cells.length - first) / stride);
      for (let i = 0; i < length; i++) roundWords(type.of, first + i * stride, cells);
      return;
    }
    case 'struct':
      for (const field of type.fields) roundWords(field.type, first + field.offset, cells);
      return;
    default:
      if (type.name === 'f32') cells[first] = Math.fround(cells[first]!);
  }
}
