/** The rows of ReadCounter as HTML text, and its sentence, so that the build and the page write the same. */
import { fill } from '../../i18n/fill.ts';
import type { Strings } from '../../i18n/index.ts';
import type { ReadCount } from './readCounts.ts';

const whole = (value: number): string => String(Number(value.toPrecision(4)));

/** @param isCovered the numbers are still to be guessed */
export function counterRows(
  counts: readonly ReadCount[],
  isCovered: boolean,
  words: Strings['threads']['traffic'],
): string {
  const most = Math.max(...counts.map(({ reads }) => reads));
  return counts
    .map(({ kernel, reads }) => {
      const bar = isCovered ? '' : `<i class="counter-bar" style="width:${(100 * reads) / most}%"></i>`;
      return `<tr><th scope="row">${words.names[kernel] ?? kernel}</th><td>${isCovered ? '?' : whole(reads)}${bar}</td></tr>`;
    })
    .join('');
}

export function counterCaption(
  counts: readonly ReadCount[],
  depth: number | string,
  words: Strings['threads']['traffic'],
): string {
  const readsOf = (name: string): number => counts.find(({ kernel }) => kernel === name)?.reads ?? Number.NaN;
  const [plain, tiled] = [readsOf('g1'), readsOf('g2')];
  return fill(words.caption, { depth, plain: whole(plain), tiled: whole(tiled), times: whole(plain / tiled) });
}
