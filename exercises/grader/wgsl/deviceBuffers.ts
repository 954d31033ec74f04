/** The host's buffers as a card wants them: words of the types that the shader declares. */
import type { DeviceBuffer } from './onDevice.ts';
import { parseShader } from './parse.ts';
import type { Module, TypeNode } from './syntax.ts';

/** Of the first word, or of each field of a struct of numbers. */
function typesOf({ structs }: Module, type: TypeNode): readonly string[] {
  const struct = structs.find(({ name }) => name === type.name);
  if (struct) return struct.fields.flatMap((field) => typesOf({ structs } as Module, field.type));
  if (type.of !== null) return typesOf({ structs } as Module, type.of);
  return [
    /u$/.test(type.name) || type.name === 'u32' ? 'u32' : /i$/.test(type.name) || type.name === 'i32' ? 'i32' : 'f32',
  ];
}

/** @param buffers by name, in the order of the bindings */
export function deviceBuffers(
  shader: string,
  buffers: Readonly<Record<string, ArrayLike<number>>>,
): readonly DeviceBuffer[] {
  const module = parseShader(shader);
  return Object.values(buffers).map((values, i) => {
    const global = module.globals.find(({ attributes }) =>
      attributes.some(
        ({ name, args: [arg] }) => name === 'binding' && arg?.kind === 'number' && Number.parseInt(arg.text, 10) === i,
      ),
    );
    const space = global?.what.space === 'uniform' ? 'uniform' : 'storage';
    const types = global?.what.type ? typesOf(module, global.what.type) : ['f32'];
    const floats = new Float32Array(values.length);
    const words = new Uint32Array(floats.buffer);
    for (let k = 0; k < values.length; k++) {
      const type = types[Math.min(k, types.length - 1)];
      if (type === 'f32') floats[k] = values[k]!;
      else words[k] = values[k]! >>> 0;
    }
    return { words, space, writable: global?.what.access === 'read_write' };
  });
}
