/**
 * A share as readers say it: whole percents in the middle, one decimal where whole ones would say "none" or "all".
 *
 * @example percent(0.8712) // '87 %'
 * @example percent(0.0042) // '0.4 %'
 */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return 'NaN';
  const whole = 100 * share;
  const nearAnEnd = share !== 0 && share !== 1 && (whole < 1 || whole > 99);
  return `${whole.toFixed(nearAnEnd ? 1 : 0)} %`;
}
