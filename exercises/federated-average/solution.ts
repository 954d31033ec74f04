/**
 * The owners' parameters, averaged by how many examples each has.
 *
 * Source: McMahan et al., "Communication-efficient learning of deep networks from decentralized data" (2017), algorithm 1.
 */
export function federatedAverage(models: Record<string, number[]>[], examples: number[]): Record<string, number[]> {
  const total = examples.reduce((sum, n) => sum + n, 0);
  const shared: Record<string, number[]> = {};
  for (const [name, first] of Object.entries(models[0]!)) {
    shared[name] = first.map((_, i) =>
      models.reduce((sum, model, k) => (examples[k] === 0 ? sum : sum + (examples[k]! / total) * model[name]![i]!), 0),
    );
  }
  return shared;
}
