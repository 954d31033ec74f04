/**
 * Writes a signature on one line when it fits, and with one parameter a line when it does not. Only line breaks are added.
 */
import type { Signature } from './moduleFacts.ts';

const FITS = 80;

/** @example signatureText({ head: 'relu', params: ['x: Tensor'], tail: ': Tensor' }) // 'relu(x: Tensor): Tensor' */
export function signatureText({ head, params, tail }: Signature): string {
  if (params === null) return `${head}${tail}`;
  const line = `${head}(${params.join(', ')})${tail}`;
  if (line.length <= FITS || params.length === 0) return line;
  return `${head}(\n${params.map((param) => `  ${param},\n`).join('')})${tail}`;
}
