/** A struct as HTML text, sixteen bytes a row, so that the build and the page draw the same; and the sentence about it. */
import { fill } from '../../i18n/fill.ts';
import type { Strings } from '../../i18n/index.ts';
import { type Field, gapsOf, layoutOf, rowsOf } from './structLayout.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export function bytesHtml(fields: readonly Field[], gapName: string): string {
  const layout = layoutOf(fields);
  const block = (at: number, bytes: number, name: string, isGap: boolean): string =>
    rowsOf(at, bytes)
      .map(
        (row) =>
          `<span class="bytes-field"${isGap ? ' data-gap' : ''} style="grid-row:${Math.floor(row.at / 16) + 1};grid-column:${(row.at % 16) + 1} / span ${row.bytes}"><b>${escaped(name)}</b><small>${row.at}</small></span>`,
      )
      .join('');
  return [
    ...layout.fields.map(({ at, bytes, name }) => block(at, bytes, name, false)),
    ...gapsOf(layout).map(({ at, bytes }) => block(at, bytes, gapName, true)),
  ].join('');
}

export function bytesText(fields: readonly Field[], words: Strings['threads']['bytes']): string {
  const layout = layoutOf(fields);
  return fill(words.sentence, {
    fields: layout.fields.map(({ name, at }) => fill(words.field, { name, at })).join(', '),
    length: layout.length,
    gap: gapsOf(layout).reduce((sum, { bytes }) => sum + bytes, 0),
  });
}
