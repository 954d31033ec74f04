/**
 * Counts the recorded answers of PyTorch (framework/tests/golden/*.json) that the framework's tests compare with: for each op, layer and
 * optimizer how many cases there are. Only counts; whether they agree is what the tests say.
 */

export interface OpGolden {
  readonly cases: number;
  /** How many of them record gradients too. */
  readonly withGradients: number;
}

export interface GoldenCounts {
  /** The version of PyTorch that answered. */
  readonly torch: string;
  readonly ops: ReadonlyMap<string, OpGolden>;
  readonly layers: ReadonlyMap<string, number>;
  readonly optimizers: ReadonlyMap<string, number>;
}

interface GoldenCase {
  readonly op?: string;
  readonly layer?: { readonly layer: string };
  readonly optimizer?: string;
  readonly gradients?: unknown;
}

interface GoldenFile {
  readonly torch: string;
  readonly cases: readonly GoldenCase[];
}

/** Golden files of other judges (scikit-learn) lie in the same folder and are not counted here. */
const isFromTorch = (file: Partial<GoldenFile>): file is GoldenFile =>
  typeof file.torch === 'string' && Array.isArray(file.cases);

/**
 * @param files name of the file → JSON text
 * @example goldenCounts({ conv: '{"torch":"1","cases":[{"op":"fold"}]}' }).ops.get('fold')?.cases // 1
 */
export function goldenCounts(files: Readonly<Record<string, string>>): GoldenCounts {
  const parsed = Object.values(files)
    .map((text): Partial<GoldenFile> => JSON.parse(text))
    .filter(isFromTorch);
  const ops = new Map<string, OpGolden>();
  const layers = new Map<string, number>();
  const optimizers = new Map<string, number>();
  for (const file of parsed) {
    for (const { op, layer, optimizer, gradients } of file.cases) {
      if (op !== undefined) {
        const before = ops.get(op) ?? { cases: 0, withGradients: 0 };
        const withGradients = before.withGradients + (gradients === undefined ? 0 : 1);
        ops.set(op, { cases: before.cases + 1, withGradients });
      }
      if (layer !== undefined) layers.set(layer.layer, (layers.get(layer.layer) ?? 0) + 1);
      if (optimizer !== undefined) optimizers.set(optimizer, (optimizers.get(optimizer) ?? 0) + 1);
    }
  }
  return { torch: [...new Set(parsed.map(({ torch }) => torch))].join(', '), ops, layers, optimizers };
}
