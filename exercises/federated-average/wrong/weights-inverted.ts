/**
 * The smallest owner speaks loudest
 *
 * You divided by the examples instead of multiplying: the fewer people, the more say.
 */

export function federatedAverage(models: Record<string, number[]>[], examples: number[]): Record<string, number[]> {
  const heard = examples.map((n) => (n === 0 ? 0 : 1 / n));
  const total = heard.reduce((sum, share) => sum + share, 0);
  const shared: Record<string, number[]> = {};
  for (const [name, first] of Object.entries(models[0]!)) {
    shared[name] = first.map((_, i) =>
      models.reduce((sum, model, k) => (examples[k] === 0 ? sum : sum + (heard[k]! / total) * model[name]![i]!), 0),
    );
  }
  return shared;
}
