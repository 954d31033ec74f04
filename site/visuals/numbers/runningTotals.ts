/** What lies on a value while its gradients arrive. Pure. */
import type { Contribution } from '../parts/cells/fanIn.ts';

/** More arrows than this cover each other: the last ones become one. */
export const MOST_ARROWS = 16;

/** The parts as they are drawn: of very many the rest as one sum. */
export function folded(parts: readonly Contribution[], others: string): readonly Contribution[] {
  if (parts.length <= MOST_ARROWS) return parts;
  const [shown, rest] = [parts.slice(0, MOST_ARROWS - 1), parts.slice(MOST_ARROWS - 1)];
  const value = rest.reduce<number | null>(
    (sum, part) => (sum === null || part.value === null ? null : sum + part.value),
    0,
  );
  return [...shown, { from: others.replace('{count}', String(rest.length)), value, product: null }];
}

/** After each arrival what lies there: added up, or only what came last. A cut one does not arrive; after one that was not kept nobody knows. */
export function runningTotals(
  parts: readonly Contribution[],
  sign: '+=' | '=',
  cut: ReadonlySet<number>,
): readonly (number | null)[] {
  let total: number | null = 0;
  return parts.map(({ value }, at) => {
    if (cut.has(at)) return total;
    if (value === null) total = null;
    else total = sign === '=' ? value : total === null ? null : total + value;
    return total;
  });
}
