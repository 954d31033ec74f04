/** Puts a run of the emulator and the page's words together into what is drawn. */
import { fill } from '../../i18n/fill.ts';
import type { Strings } from '../../i18n/index.ts';
import { type GridRun, racedWords } from './gridRun.ts';
import type { GridScene } from './gridSvg.ts';
import { momentText } from './gridText.ts';

export function sceneOf(run: GridRun, at: number, thread: number, words: Strings['threads']): GridScene {
  const { launch, result, moments } = run;
  const lengthOf = (name: string): number => result.record.memories.find((memory) => memory.name === name)?.length ?? 0;
  return {
    moments,
    at,
    thread,
    groupSize: result.record.groupSize,
    memories: launch.shown.map(({ name, used }) => ({ name, used, length: lengthOf(name) })),
    raced: racedWords(run),
    groupTitle: (group) => fill(words.group, { group }),
    label: momentText(run, at, words),
  };
}
