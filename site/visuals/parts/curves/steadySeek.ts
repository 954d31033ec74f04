/**
 * Seeking by a slider that is being dragged. A step that was made before is there again after a few replayed steps, so the one
 * on its way may arrive, and the slider's latest place is asked for after it: the reader sees the run move under the hand. A
 * step that has not been made yet takes long, and gives way to the next request at once.
 */
import type { Player } from '../../../player/Player.ts';

export function steadySeek(player: Player): (step: number) => void {
  let next: number | null = null;
  player.subscribe(({ status }) => {
    if (next === null || status === 'seeking' || status === 'loading') return;
    const step = next;
    next = null;
    player.seek(step);
  });
  return (step) => {
    const { status, target, metrics } = player.state;
    const isReplay = status === 'seeking' && target !== null && target <= (metrics.at(-1)?.step ?? -1);
    if (isReplay) next = step;
    else {
      next = null;
      player.seek(step);
    }
  };
}
