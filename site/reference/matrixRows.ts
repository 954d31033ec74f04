/**
 * The matrix of ops: for each op what was tried and what came out, what PyTorch's answers cover, and which backend has its loops. Each
 * cell is counted from the definition, the golden files, the kernel files, or a check made a moment ago; none is written by hand.
 */
import type { OpCheck, Tally } from './checkOps.ts';
import type { GoldenCounts } from './goldenCounts.ts';
import { type Family, opFamily } from './opFamily.ts';
import type { OpFacts } from './referencePages.ts';

export interface KernelCount {
  readonly backend: string;
  readonly has: number;
  /** 0 for an op that runs no loop of its own: a view. */
  readonly needs: number;
}

export interface MatrixRow extends OpCheck {
  readonly family: Family;
  /** Where its derivative comes from: a rule of its own, those of its parts, or nowhere. */
  readonly derivative: 'own' | 'parts' | 'none';
  readonly goldenCases: number;
  readonly goldenGradients: number;
  readonly kernels: readonly KernelCount[];
}

/** A backend is a folder of framework/kernels/, a kernel a file in it: { reference: Set { 'matmul', … } }. */
export function kernelsByBackend(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = paths.map((path) => /^framework\/kernels\/([^/]+)\/(?:.*\/)?([^/.]+)\.[^/]+$/.exec(path));
  const known = found.filter((match) => match !== null && match[2] !== 'index');
  const grouped = Map.groupBy(known, (match) => match![1]!);
  return new Map([...grouped].map(([backend, matches]) => [backend, new Set(matches.map((match) => match![2]!))]));
}

/** Rows in the order of the checks. */
export function matrixRows(
  definitions: Readonly<Record<string, OpFacts>>,
  checks: readonly OpCheck[],
  golden: GoldenCounts,
  backends: ReadonlyMap<string, ReadonlySet<string>>,
): MatrixRow[] {
  return checks.map((check) => {
    const definition = definitions[check.op];
    if (definition === undefined) throw new Error(`There is no op called ${check.op}.`);
    const recorded = golden.ops.get(check.op);
    return {
      ...check,
      family: opFamily(definition, golden),
      derivative: derivativeOf(definition, check),
      goldenCases: recorded?.cases ?? 0,
      goldenGradients: recorded?.withGradients ?? 0,
      kernels: [...backends].map(([backend, files]) => ({
        backend,
        has: definition.kernels.filter((kernel) => files.has(kernel)).length,
        needs: definition.kernels.length,
      })),
    };
  });
}

function derivativeOf({ backward, composed }: OpFacts, { gradient }: OpCheck): MatrixRow['derivative'] {
  if (backward !== null) return 'own';
  return composed === true && gradient !== null ? 'parts' : 'none';
}

/** The sums under the matrix's title, by the names of the places in its sentence. */
export function totalsOf(rows: readonly MatrixRow[]): Record<string, number> {
  const sum = (count: (row: MatrixRow) => number): number => rows.reduce((total, row) => total + count(row), 0);
  const of = (tally: Tally | null | 'refused', key: keyof Tally): number =>
    tally === null || tally === 'refused' ? 0 : tally[key];
  return {
    ops: rows.length,
    forward: sum((row) => row.forward.right),
    forwardTried: sum((row) => row.forward.tried),
    gradient: sum((row) => of(row.gradient, 'right')),
    gradientTried: sum((row) => of(row.gradient, 'tried')),
    second: sum((row) => of(row.second, 'right')),
    secondTried: sum((row) => of(row.second, 'tried')),
    cases: sum((row) => row.goldenCases),
    gradients: sum((row) => row.goldenGradients),
  };
}
