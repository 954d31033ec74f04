/**
 * Which ops stand together on a page: as the golden files group them (framework/tests/golden/), and the many that work number by number
 * parted by how many tensors they take. An op without golden values, or in a file
 * that has no title here yet, waits under 'other'.
 */
import type { GoldenCounts } from './goldenCounts.ts';
import type { OpFacts } from './referencePages.ts';

export const families = [
  'elementwise',
  'pairs',
  'reduction',
  'shape',
  'linalg',
  'conv',
  'loss',
  'norm',
  'other',
] as const;

export type Family = (typeof families)[number];

/** @example opFamily(opList.add.definition, golden) // 'pairs' */
export function opFamily({ name, operands = 1 }: Pick<OpFacts, 'name' | 'operands'>, golden: GoldenCounts): Family {
  const file = golden.ops.get(name)?.family;
  if (file === 'elementwise') return operands === 1 ? 'elementwise' : 'pairs';
  return families.find((family) => family === file) ?? 'other';
}
