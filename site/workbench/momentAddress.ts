/** Where a link to a moment leads from this page: to the player that stands here, if it is of that run, else to the run's own page. */
import { momentPath } from '../../exercises/grader/momentPath.ts';

/** @param site address under which the site has its pages in this language */
export function momentAddress(moment: string, site: string): string {
  const path = momentPath(moment);
  const isHere = [...document.querySelectorAll('training-run')].some((player) =>
    path.startsWith(`runs/${player.getAttribute('run')}/`),
  );
  return isHere ? `#${moment}` : site + path;
}
