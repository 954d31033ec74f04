/**
 * The owners' parameters, averaged by how many examples each has.
 *
 * models: for each owner, arrays by name. examples: how many each owner has. → arrays by name
 */
export function federatedAverage(models: Record<string, number[]>[], examples: number[]): Record<string, number[]> {
  // your turn: each owner by its share.
  return {};
}
