/**
 * Turns a submitted file's bytes into source text, or says exactly why it cannot be read. It runs nothing and parses nothing.
 * A byte order mark is dropped; line ends stay as they are, so that line numbers do not move.
 */
import type { Diagnosis } from './verdict.ts';

export const MAX_FILE_BYTES = 256 * 1024;

export type Intake =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

const bad = (id: string, parameters: Diagnosis['parameters']): Intake => ({
  ok: false,
  diagnosis: { rung: 'outcome', id, parameters },
});

/** What to say of a file that is not even read. */
export const tooLarge = (bytes: number): Diagnosis => ({
  rung: 'outcome',
  id: 'too-large',
  parameters: { bytes, limit: MAX_FILE_BYTES },
});

/** The offset of the first byte that is not UTF-8: the longest prefix that still decodes ends there. */
function badOffset(bytes: Uint8Array): number {
  let good = 0;
  let tooFar = bytes.length;
  while (good < tooFar) {
    const middle = Math.ceil((good + tooFar) / 2);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      tooFar = middle - 1;
    }
  }
  return good;
}

/** UTF-8 source of at most MAX_FILE_BYTES, without NUL bytes. */
export function intake(bytes: Uint8Array): Intake {
  if (bytes.length > MAX_FILE_BYTES) return { ok: false, diagnosis: tooLarge(bytes.length) };
  const nul = bytes.indexOf(0);
  if (nul >= 0) return bad('not-text', { offset: nul });
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return bad('not-text', { offset: badOffset(bytes) });
  }
}
