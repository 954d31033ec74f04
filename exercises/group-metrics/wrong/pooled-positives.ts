/**
 * Counted against everyone who repaid
 *
 * You divided the hits of a group by all who repaid, whatever their group. Each group stands by its own.
 */

export interface Metrics {
  n: number;
  selected: number;
  tpr: number | null;
  fpr: number | null;
  calibration: number;
}

export function groupMetrics(p: number[], y: number[], group: string[], threshold: number): Record<string, Metrics> {
  const all = y.filter((value) => value === 1).length;
  const found: Record<string, Metrics> = {};
  for (const name of new Set(group)) {
    const rows = group.flatMap((own, i) => (own === name ? [i] : []));
    const repaid = rows.filter((i) => y[i] === 1);
    const not = rows.filter((i) => y[i] !== 1);
    const yes = (among: number[]): number => among.filter((i) => p[i]! >= threshold).length;
    found[name] = {
      n: rows.length,
      selected: yes(rows) / rows.length,
      tpr: repaid.length === 0 ? null : yes(repaid) / all,
      fpr: not.length === 0 ? null : yes(not) / not.length,
      calibration: rows.reduce((sum, i) => sum + p[i]! - y[i]!, 0) / rows.length,
    };
  }
  return found;
}
