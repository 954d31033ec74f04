/**
 * Divided twice
 *
 * By all examples and by the number of owners once more. The shares already sum to 1.
 */

export function federatedAverage(models: Record<string, number[]>[], examples: number[]): Record<string, number[]> {
  const total = examples.reduce((sum, n) => sum + n, 0);
  const shared: Record<string, number[]> = {};
  for (const [name, first] of Object.entries(models[0]!)) {
    shared[name] = first.map((_, i) =>
      models.reduce(
        (sum, model, k) =>
          examples[k] === 0 ? sum : sum + ((examples[k]! / total) * model[name]![i]!) / models.length,
        0,
      ),
    );
  }
  return shared;
}
