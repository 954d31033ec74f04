/**
 * The matrix of ops: for each op what was tried and what came out, what PyTorch's answers cover, and which backend has its loops. Each
 * cell is counted from the definition, the golden files, the kernels' files, or a check made a moment ago; none is written by hand.
 */
import type { OpCheck, Tally } from './checkOps.ts';
import type { GoldenCounts } from './goldenCounts.ts';
import type { OpFacts } from './referencePages.ts';

export interface KernelCount {
  readonly backend: string;
  readonly has: number;
  /** 0 for an op that runs no loop of its own: a view. */
  readonly needs: number;
}

export interface MatrixRow extends OpCheck {
  /** The part of ops it stands in. */
  readonly part: string | null;
  /** Where its derivative comes from: a rule of its own, those of its parts, or nowhere. */
  readonly derivative: 'own' | 'parts' | 'none';
  readonly goldenCases: number;
  readonly goldenGradients: number;
  readonly kernels: readonly KernelCount[];
}

/** A file as `kernelsByBackend` reads it. */
interface KernelFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a backend itself; what lies deeper (WebAssembly's sources, a ladder) is its own business. */
const backendOf = ({ path }: KernelFile): string | undefined => /^framework\/kernels\/([^/]+)\/[^/]+$/.exec(path)?.[1];

/**
 * A backend is a folder of framework/kernels/; it has the loops that its files export by name.
 *
 * @example kernelsByBackend(sourceFiles).get('reference')?.has('scatterAdd') // true: it stands in gather.ts
 */
export function kernelsByBackend(files: readonly KernelFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const grouped = Map.groupBy(files, backendOf);
  return new Map(
    [...grouped].flatMap(([backend, inside]) =>
      backend === undefined ? [] : [[backend, new Set(inside.flatMap(exportedNames))] as const],
    ),
  );
}

const exportedNames = ({ text }: KernelFile): string[] =>
  [...text.matchAll(/^export (?:const|function) (\w+)/gm)].flatMap(([, name]) => name ?? []);

/**
 * Rows in the order of the checks.
 *
 * @param parts name of an op → the part of ops it stands in
 */
export function matrixRows(
  definitions: Readonly<Record<string, OpFacts>>,
  checks: readonly OpCheck[],
  golden: GoldenCounts,
  backends: ReadonlyMap<string, ReadonlySet<string>>,
  parts: ReadonlyMap<string, string | null>,
): MatrixRow[] {
  return checks.map((check) => {
    const definition = definitions[check.op];
    if (definition === undefined) throw new Error(`There is no op called ${check.op}.`);
    const recorded = golden.ops.get(check.op);
    return {
      ...check,
      part: parts.get(check.op) ?? null,
      derivative: derivativeOf(definition, check),
      goldenCases: recorded?.cases ?? 0,
      goldenGradients: recorded?.withGradients ?? 0,
      kernels: [...backends].map(([backend, loops]) => ({
        backend,
        has: definition.kernels.filter((kernel) => loops.has(kernel)).length,
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
