/**
 * Every owner counts the same
 *
 * Fifty people got as much say as fourteen hundred. Weigh each owner by its examples over all examples.
 *
 * @moment t=credit-owners.7~credit-owners.7!unweighted-average&step=3
 */

export function federatedAverage(models: Record<string, number[]>[], examples: number[]): Record<string, number[]> {
  const shared: Record<string, number[]> = {};
  for (const [name, first] of Object.entries(models[0]!)) {
    shared[name] = first.map((_, i) =>
      models.reduce((sum, model, k) => (examples[k] === 0 ? sum : sum + model[name]![i]! / models.length), 0),
    );
  }
  return shared;
}
