/**
 * The network of a step in the hands of the reader's own accepted answers: the file that their writer makes of it, and what their reader finds in
 * that file. Both run in the sandbox. Loaded when it is asked for.
 */
import type { Value } from '../../../exercises/grader/sandbox/values.ts';
import { askAccepted } from '../../workbench/askAccepted.ts';
import type { Entry } from './stateFile.ts';

type Named = Pick<Entry, 'name' | 'shape' | 'values'>;

const one = async (slug: string, args: readonly Value[]): Promise<Value> => {
  const [answer] = (await askAccepted(slug, [args])) ?? [];
  if (answer?.kind === 'value') return answer.value;
  throw new Error(answer?.kind === 'failure' ? answer.message : slug);
};

/** Row-major, as parameters lie. */
const stridesOf = (shape: readonly number[]): number[] =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));

/** Errors: the answer throws, takes too long, or gives no bytes. */
export async function writtenByReader(named: readonly Named[]): Promise<Uint8Array<ArrayBuffer>> {
  const views = named.map(({ name, shape, values }) => [
    name,
    { shape: [...shape], strides: stridesOf(shape), offset: 0, data: Float32Array.from(values) },
  ]);
  const file = await one('write-safetensors', [Object.fromEntries(views) as Value]);
  if (!(file instanceof Uint8Array)) throw new TypeError('writeSafetensors: no Uint8Array');
  return Uint8Array.from(file);
}

/** Does the reader's reader find these very numbers in the file? Errors: the answer throws, or takes too long. */
export async function isReadBack(file: Uint8Array<ArrayBuffer>, named: readonly Named[]): Promise<boolean> {
  const read = (await one('read-safetensors', [file, 0])) as Readonly<
    Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] } | undefined>
  >;
  return named.every(({ name, shape, values }) => {
    const found = read[name];
    return (
      found !== undefined &&
      found.shape.join() === shape.join() &&
      found.data.length === values.length &&
      found.data.every((value, i) => value === values[i])
    );
  });
}

/** The first byte in which two files differ; null: none. */
export function firstApart(a: Uint8Array, b: Uint8Array): number | null {
  const place = a.findIndex((byte, i) => byte !== b[i]);
  if (place >= 0) return place;
  return a.length === b.length ? null : a.length;
}
