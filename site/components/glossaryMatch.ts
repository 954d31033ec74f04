/**
 * Does an entry hold every word that was typed, in its names or in its meaning? Nothing typed: yes.
 *
 * @example matches('learning r', 'learning rate 学习率', 'The factor η …') // true
 */
export function matches(typed: string, names: string, meaning: string): boolean {
  const text = `${names} ${meaning}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((piece) => text.includes(piece));
}
