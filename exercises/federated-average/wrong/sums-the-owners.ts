/**
 * A sum, not a mean
 *
 * You multiplied by the examples and never divided by how many there are in all.
 */

export function federatedAverage(models: Record<string, number[]>[], examples: number[]): Record<string, number[]> {
  const shared: Record<string, number[]> = {};
  for (const [name, first] of Object.entries(models[0]!)) {
    shared[name] = first.map((_, i) =>
      models.reduce((sum, model, k) => (examples[k] === 0 ? sum : sum + examples[k]! * model[name]![i]!), 0),
    );
  }
  return shared;
}
