export interface Metrics {
  n: number;
  selected: number;
  tpr: number | null;
  fpr: number | null;
  calibration: number;
}

/**
 * Selection rate, true and false positive rate and calibration of each group.
 *
 * Source: Hardt, Price & Srebro, "Equality of opportunity in supervised learning" (2016); Kleinberg, Mullainathan & Raghavan (2016).
 */
export function groupMetrics(p: number[], y: number[], group: string[], threshold: number): Record<string, Metrics> {
  const found: Record<string, Metrics> = {};
  for (const name of new Set(group)) {
    const rows = group.flatMap((own, i) => (own === name ? [i] : []));
    const repaid = rows.filter((i) => y[i] === 1);
    const not = rows.filter((i) => y[i] !== 1);
    const yes = (among: number[]): number => among.filter((i) => p[i]! >= threshold).length;
    found[name] = {
      n: rows.length,
      selected: yes(rows) / rows.length,
      tpr: repaid.length === 0 ? null : yes(repaid) / repaid.length,
      fpr: not.length === 0 ? null : yes(not) / not.length,
      calibration: rows.reduce((sum, i) => sum + p[i]! - y[i]!, 0) / rows.length,
    };
  }
  return found;
}
