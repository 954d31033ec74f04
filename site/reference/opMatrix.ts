/**
 * The matrix of this build: the checks run once, when the first page asks for them, and are then the same for every page and language.
 */
import { opList } from '#framework';
import { sourceFiles } from '../components/source/sourceFiles.ts';
import { checkOps } from './checkOps.ts';
import { kernelsByBackend, type MatrixRow, matrixRows } from './matrixRows.ts';
import { entries, golden, type OpFacts } from './referencePages.ts';

const definitions: Readonly<Record<string, OpFacts>> = Object.fromEntries(
  Object.entries(opList).map(([name, { definition }]) => [name, definition]),
);

const parts = new Map(entries.filter(({ op }) => op !== null).map(({ name, part }) => [name, part]));

/** One folder of framework/kernels/ for each way to run the loops. */
export const backends = kernelsByBackend(sourceFiles);

let rows: readonly MatrixRow[] | null = null;

export function opMatrix(): readonly MatrixRow[] {
  rows ??= matrixRows(definitions, checkOps(), golden, backends, parts);
  return rows;
}
