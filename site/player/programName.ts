/** What a track of a reader's program is called; site/player/programRun.ts finds its run by it. It stands alone: pages need it, and no framework. */
export const PROGRAM = 'program';
