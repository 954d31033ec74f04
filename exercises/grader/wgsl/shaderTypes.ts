/** Types of the language, and where their numbers lie in memory. Source: WebGPU Shading Language, §6 and §14.4 "Memory layout". */

export type ScalarName = 'f32' | 'i32' | 'u32' | 'bool' | 'aint' | 'afloat';

export type ShaderType =
  | { readonly kind: 'scalar'; readonly name: ScalarName }
  | { readonly kind: 'vector'; readonly name: string; readonly size: number; readonly of: ScalarType }
  /** `length` null: as long as the buffer is. */
  | { readonly kind: 'array'; readonly name: string; readonly of: ShaderType; readonly length: number | null }
  | { readonly kind: 'struct'; readonly name: string; readonly fields: readonly Field[] }
  | { readonly kind: 'atomic'; readonly name: string; readonly of: ScalarType }
  | { readonly kind: 'none'; readonly name: 'nothing' };

export type ScalarType = Extract<ShaderType, { kind: 'scalar' }>;

export interface Field {
  readonly name: string;
  readonly type: ShaderType;
  /** In words of four bytes. */
  readonly offset: number;
}

const scalar = (name: ScalarName): ScalarType => ({ kind: 'scalar', name });

export const f32 = scalar('f32');
export const i32 = scalar('i32');
export const u32 = scalar('u32');
export const bool = scalar('bool');
/** Numbers whose type is not settled yet: `1` may become i32, u32 or f32, `1.0` only f32. */
export const abstractInt = scalar('aint');
export const abstractFloat = scalar('afloat');
export const nothing: ShaderType = { kind: 'none', name: 'nothing' };

const told: Readonly<Record<ScalarName, string>> = {
  f32: 'f32',
  i32: 'i32',
  u32: 'u32',
  bool: 'bool',
  aint: 'a whole number',
  afloat: 'a fraction',
};

/** A type as a sentence calls it. */
export const typeText = (type: ShaderType): string => (type.kind === 'scalar' ? told[type.name] : type.name);

export const vectorOf = (size: number, of: ScalarType): ShaderType => ({
  kind: 'vector',
  name: `vec${size}<${of.name}>`,
  size,
  of,
});

export const arrayOf = (of: ShaderType, length: number | null): ShaderType => ({
  kind: 'array',
  name: length === null ? `array<${of.name}>` : `array<${of.name}, ${length}>`,
  of,
  length,
});

export const sameType = (a: ShaderType, b: ShaderType): boolean => a.kind === b.kind && a.name === b.name;

export const isAbstract = (type: ShaderType): boolean =>
  (type.kind === 'scalar' && (type.name === 'aint' || type.name === 'afloat')) ||
  (type.kind === 'vector' && isAbstract(type.of)) ||
  (type.kind === 'array' && isAbstract(type.of));

/** What is left when nothing settles it: i32 and f32. */
export function settled(type: ShaderType): ShaderType {
  if (type.kind === 'vector') return vectorOf(type.size, settled(type.of) as ScalarType);
  if (type.kind === 'array') return arrayOf(settled(type.of), type.length);
  if (type.kind !== 'scalar') return type;
  return type.name === 'aint' ? i32 : type.name === 'afloat' ? f32 : type;
}

export const isFloat = (type: ShaderType): boolean =>
  type.kind === 'scalar' && (type.name === 'f32' || type.name === 'afloat');
export const isWhole = (type: ShaderType): boolean =>
  type.kind === 'scalar' && (type.name === 'i32' || type.name === 'u32' || type.name === 'aint');
export const isNumber = (type: ShaderType): boolean => isFloat(type) || isWhole(type);

/** The scalars a value is made of: itself, or those of a vector. */
export const partOf = (type: ShaderType): ScalarType | null =>
  type.kind === 'scalar' ? type : type.kind === 'vector' ? type.of : null;

const roundUp = (count: number, to: number): number => Math.ceil(count / to) * to;

/** In words. vec3 is aligned like vec4. */
export function alignOf(type: ShaderType): number {
  switch (type.kind) {
    case 'vector':
      return type.size === 2 ? 2 : 4;
    case 'array':
      return alignOf(type.of);
    case 'struct':
      return Math.max(1, ...type.fields.map((field) => alignOf(field.type)));
    default:
      return 1;
  }
}

/** From one element of an array to the next, in words. */
export const strideOf = (of: ShaderType): number => roundUp(wordsOf(of), alignOf(of));

/** In words; an array as long as its buffer counts as one element. */
export function wordsOf(type: ShaderType): number {
  switch (type.kind) {
    case 'vector':
      return type.size;
    case 'array':
      return strideOf(type.of) * (type.length ?? 1);
    case 'struct': {
      const last = type.fields.at(-1);
      return last ? roundUp(last.offset + wordsOf(last.type), alignOf(type)) : 0;
    }
    case 'none':
      return 0;
    default:
      return 1;
  }
}

/** A struct whose fields stand as WGSL lays them. */
export function structOf(name: string, fields: readonly (readonly [name: string, type: ShaderType])[]): ShaderType {
  let end = 0;
  return {
    kind: 'struct',
    name,
    fields: fields.map(([field, type]) => {
      const offset = roundUp(end, alignOf(type));
      end = offset + wordsOf(type);
      return { name: field, type, offset };
    }),
  };
}

/** 0 of every type. */
export function zeroOf(type: ShaderType): unknown {
  switch (type.kind) {
    case 'scalar':
      return type.name === 'bool' ? false : 0;
    case 'vector':
      return new Array(type.size).fill(type.of.name === 'bool' ? false : 0);
    case 'array':
      return Array.from({ length: type.length ?? 0 }, () => zeroOf(type.of));
    case 'struct':
      return type.fields.map((field) => zeroOf(field.type));
    default:
      return 0;
  }
}

/** Values that hold others are copied when they are kept: nobody changes what somebody else holds. */
export const copyValue = (value: unknown): unknown => (Array.isArray(value) ? value.map(copyValue) : value);
