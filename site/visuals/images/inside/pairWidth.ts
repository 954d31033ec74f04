/** Two pictures stand side by side where there is room for two, else below each other. */
const NARROW = 560;
const GAP = 32;

export function pairWidth({ clientWidth }: HTMLElement, most = 320): number {
  const room = clientWidth < NARROW ? clientWidth : (clientWidth - GAP) / 2;
  return Math.max(120, Math.min(most, room));
}
