/**
 * Shows why a run stopped, in the strip that Run.astro keeps for it, and starts it again from the same seed; a page whose
 * recorded step never arrived is loaded again. It hides nothing else and loses nothing the reader has done.
 */
import '../player/TrainingRun.ts';
import type { TrainingRun } from '../player/TrainingRun.ts';

export function watchRunFailure(root: ParentNode): void {
  for (const run of root.querySelectorAll<TrainingRun>('training-run')) watch(run);
}

function watch(run: TrainingRun): void {
  const strip = piece(run, 'failure');
  const again = piece(run, 'again');
  const show = (message: string, hint: string): void => {
    piece(run, 'message').textContent = message;
    piece(run, 'hint').textContent = hint;
    strip.hidden = false;
  };
  run.ready.then(
    (player) => {
      again.addEventListener('click', () => player.reset());
      player.subscribe(({ error }, changed) => {
        if (!changed.has('error')) return;
        strip.hidden = error === null;
        if (error !== null) show(error.message, error.hint);
      });
    },
    () => {
      again.addEventListener('click', () => location.reload());
      show(strip.dataset['unreachable'] ?? '', strip.dataset['unreachableHint'] ?? '');
    },
  );
}

/** An element of Run.astro's strip, by the name in its `data-part`. */
function piece(run: TrainingRun, name: string): HTMLElement {
  const found = run.querySelector<HTMLElement>(`.run-failure[data-part="${name}"], .run-failure [data-part="${name}"]`);
  if (found === null) throw new Error(`<training-run> has no part "${name}"; Run.astro renders them all`);
  return found;
}
