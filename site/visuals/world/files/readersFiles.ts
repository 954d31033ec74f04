/**
 * The network of a step in the hands of the reader's own accepted answers: the file that their writer makes of it, and what their reader finds in
 * that file. Both run in the sandbox. Loaded when it is asked for.
 */
import type { Answer } from '../../../../exercises/grader/protocol.ts';
import type { Value } from '../../../../exercises/grader/sandbox/values.ts';
import { askAccepted, driveAccepted } from '../../../workbench/askAccepted.ts';
import type { Entry } from './stateFile.ts';

type Named = Pick<Entry, 'name' | 'shape' | 'values'>;

/** A file of 37 kB takes a few milliseconds. */
const TIME_MS = 5000;

/** An answer may hold 20,000 cells, a file of 36,832 bytes is more: it leaves the sandbox four bytes a cell. */
const WRITE = `
export function drive({ writeSafetensors }, tensors) {
  const file = writeSafetensors(tensors);
  if (!(file instanceof Uint8Array)) return null;
  const words = new Int32Array(Math.ceil(file.length / 4));
  new Uint8Array(words.buffer).set(file);
  return [file.length, words];
}`;

const answered = (slug: string, answers: readonly Answer[] | null | undefined): Value => {
  const [answer] = answers ?? [];
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
  const slug = 'write-safetensors';
  const done = await driveAccepted(slug, WRITE, [[Object.fromEntries(views) as Value]], TIME_MS);
  const written = answered(slug, done?.answers) as readonly [number, Int32Array<ArrayBuffer>] | null;
  if (written === null) throw new TypeError('writeSafetensors: no Uint8Array');
  return new Uint8Array(written[1].buffer, 0, written[0]);
}

/** Does the reader's reader find these very numbers in the file? Errors: the answer throws, or takes too long. */
export async function isReadBack(file: Uint8Array<ArrayBuffer>, named: readonly Named[]): Promise<boolean> {
  const read = answered('read-safetensors', await askAccepted('read-safetensors', [[file, 0]])) as Readonly<
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
