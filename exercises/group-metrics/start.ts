export interface Metrics {
  n: number;
  selected: number;
  tpr: number | null;
  fpr: number | null;
  calibration: number;
}

/**
 * For each group: how many, the share that gets a yes, and that share among those who repaid (tpr) and who did not (fpr).
 *
 * p: m chances. y: m times 0 or 1. group: m names. calibration: mean p − share of y.
 */
export function groupMetrics(p: number[], y: number[], group: string[], threshold: number): Record<string, Metrics> {
  // your turn: one group after the other.
  return {};
}
