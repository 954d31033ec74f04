/** What a lesson's text says of the framework's code: which files it shows, and which ops it names. Pure; the build adds what figures show. */

/** Every file that the text names by its path, or links to. @example pathsIn('<Source path="framework/ops/loss/mse.ts" />') */
export function pathsIn(body: string): readonly string[] {
  const named = [...body.matchAll(/\bframework\/[\w/]+\.ts\b/g)].map(([path]) => path);
  const linked = [...body.matchAll(/\]\(\/source\/([\w/]+?)\/(?:#\w+)?\)/g)].map(([, path]) => `framework/${path}.ts`);
  return [...new Set([...named, ...linked])];
}

/**
 * Ops that the text names in code: by itself, or called.
 *
 * @example opsIn('Then `x.unsqueeze(1)`.', new Set(['unsqueeze'])) // ['unsqueeze']
 */
export function opsIn(body: string, known: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  for (const [, code = ''] of body.matchAll(/`([^`\n]+)`/g)) {
    if (known.has(code)) found.add(code);
    for (const [, called = ''] of code.matchAll(/(?<!Math\.)\b([a-z]\w*)\(/g)) if (known.has(called)) found.add(called);
  }
  return [...found];
}

/** The runs whose code a figure of the text shows, op by op. */
export const runsShownIn = (body: string): readonly string[] => [
  ...new Set(
    [...body.matchAll(/<CodeAndKernel\b([^>]*)>/g)].map(
      ([, props = '']) => /\brun="([a-z0-9-]+)"/.exec(props)?.[1] ?? 'digits-cnn',
    ),
  ),
];

/** The cells whose code a figure of the text shows. */
export const cellsIn = (body: string): readonly string[] => [
  ...new Set([...body.matchAll(/<CellCode\b[^>]*\bcell="([a-z]+)"/g)].map(([, cell]) => cell!)),
];
