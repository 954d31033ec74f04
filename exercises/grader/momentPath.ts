/**
 * Where on the site a moment is shown: on the page of the run that its first track names. What a moment's text means is the player's
 * to know (site/player/Moment.ts); a test opens every moment that an exercise links to.
 *
 * @example momentPath('t=valley.7~valley.7!momentum-sign&step=40') // 'runs/valley/#t=valley.7~…'
 */
export function momentPath(moment: string): string {
  const run = /^t=([a-z0-9-]+)/.exec(moment)?.[1];
  return run === undefined ? `#${moment}` : `runs/${run}/#${moment}`;
}
