/**
 * By place, not by name
 *
 * One owner lists its bias first, and it went into your weights. Take each array by its name.
 */

export function federatedAverage(models: Record<string, number[]>[], examples: number[]): Record<string, number[]> {
  const total = examples.reduce((sum, n) => sum + n, 0);
  const shared: Record<string, number[]> = {};
  for (const [place, [name, first]] of Object.entries(models[0]!).entries()) {
    shared[name] = first.map((_, i) =>
      models.reduce(
        (sum, model, k) => (examples[k] === 0 ? sum : sum + (examples[k]! / total) * Object.values(model)[place]![i]!),
        0,
      ),
    );
  }
  return shared;
}
