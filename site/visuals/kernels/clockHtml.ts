/**
 * A drawing of a dispatch in time: what the program, the queue and the card do, and from where to where a stopwatch runs. Lengths mean
 * before and after, longer and shorter, and no milliseconds.
 */
import type { Strings } from '../../i18n/index.ts';

export const watches = ['call', 'done', 'data'] as const;
export type Watch = (typeof watches)[number];

type Lane = 'program' | 'queue' | 'card';
interface Block {
  readonly lane: Lane;
  readonly name: keyof Strings['threads']['clock']['blocks'];
  readonly from: number;
  readonly to: number;
}

/** Columns of the drawing: 40. */
export function blocksOf(isFirst: boolean): {
  readonly blocks: readonly Block[];
  readonly ends: Readonly<Record<Watch, number>>;
} {
  const compiled = isFirst ? 7 : 0;
  const start = 14 + compiled;
  const end = start + 11;
  return {
    blocks: [
      { lane: 'program', name: 'call', from: 0, to: 7 },
      { lane: 'queue', name: 'wait', from: 7, to: 14 },
      ...(isFirst ? [{ lane: 'card', name: 'compile', from: 14, to: 21 } as const] : []),
      { lane: 'card', name: 'work', from: start, to: end },
      { lane: 'program', name: 'copy', from: end, to: end + 8 },
    ],
    ends: { call: 7, done: end, data: end + 8 },
  };
}

const lanes: readonly Lane[] = ['program', 'queue', 'card'];

export function clockHtml(watch: Watch, isFirst: boolean, words: Strings['threads']['clock']): string {
  const { blocks, ends } = blocksOf(isFirst);
  const column = (from: number, to: number): string => `grid-column:${from + 1} / ${to + 1}`;
  const names = lanes.map(
    (lane, row) => `<span class="clock-name" style="grid-row:${2 * row + 1}">${words.lanes[lane]}</span>`,
  );
  const drawn = blocks.map(
    ({ lane, name, from, to }) =>
      `<span class="clock-block" data-block="${name}" style="grid-row:${2 * lanes.indexOf(lane) + 2};${column(from, to)}">${words.blocks[name]}</span>`,
  );
  return [...names, ...drawn, `<span class="clock-hand" style="grid-row:7;${column(0, ends[watch])}"></span>`].join('');
}

export const clockText = (watch: Watch, isFirst: boolean, words: Strings['threads']['clock']): string =>
  isFirst && watch !== 'call' ? `${words.says[watch]} ${words.says.compile}` : words.says[watch];
