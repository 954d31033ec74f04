/** How a tensor looks in a console: brackets like nested lists, four significant digits, long axes shortened. */
import { check, signature } from '../tensor/arguments.ts';
import { shapeText } from './errors.ts';
import type { Tensor } from './Tensor.ts';

const EDGE = 3; // entries shown at each end of a long axis
const LONG = 8;

const calls = {
  formatNumber: signature('formatNumber', { value: 'number' }),
  printTensor: signature('printTensor', { x: 'tensor' }),
};

/** Four significant digits; whole numbers stay whole. */
export function formatNumber(value: number): string {
  check(calls.formatNumber, value);
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  if (!Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  return magnitude >= 1e-3 && magnitude < 1e5 ? String(Number(value.toPrecision(4))) : value.toExponential(2);
}

/**
 * A tensor as text: values in brackets, then dtype and shape. Long axes show three entries at each end.
 *
 * @example printTensor(tensor([[1, 2.5], [3, 4]])); // 'tensor([[1, 2.5], [3, 4]], float32 [2, 2])'
 */
export function printTensor(x: Tensor): string {
  check(calls.printTensor, x);
  const flat = x.dataSync();
  const walk = (axis: number, start: number, count: number): string => {
    if (axis === x.rank) return formatNumber(flat[start]!);
    const n = x.shape[axis]!;
    const inner = n === 0 ? 0 : count / n;
    const entry = (i: number): string => walk(axis + 1, start + i * inner, inner);
    const all = Array.from({ length: n }, (_, i) => i);
    const parts = n <= LONG ? all.map(entry) : [...all.slice(0, EDGE).map(entry), '…', ...all.slice(-EDGE).map(entry)];
    return `[${parts.join(', ')}]`;
  };
  return `tensor(${walk(0, 0, x.size)}, ${x.dtype} ${shapeText(x.shape)})`;
}
