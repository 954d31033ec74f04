/** What a student prints. */

import { readable } from './errorValue.ts';
import { type Host, sendMark, sendValue } from './host.ts';
import { asJson, asText, cut, isArray, least } from './intrinsics.ts';
import { MAX_TEXT, tag } from './wire.ts';

/** Lines a student may print; a loop that prints would otherwise drown the page in messages. */
const MAX_LOG_LINES = 2000;

/** What a person debugging wants to see: arrays with their NaNs and infinities, which JSON would write as null. */
function printable(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null) return asText(value);
  if (!isArray(value) || depth > 3) return asJson(value) ?? '';
  const shown = least(value.length, 100);
  let text = '[';
  for (let i = 0; i < shown; i++) text += (i === 0 ? '' : ', ') + printable(value[i], depth + 1);
  return `${text}${shown < value.length ? ', …' : ''}]`;
}

/**
 * Sends what the student prints as frames of their own. A worker has no standard output, and a child's loses what a busy
 * loop prints: Node queues it in memory as soon as the pipe is full.
 */
export function captureConsole(host: Host): void {
  let lines = 0;
  const print = (...values: unknown[]): void => {
    lines++;
    if (lines === MAX_LOG_LINES) sendMark(host, tag.flood, 0);
    if (lines >= MAX_LOG_LINES) return;
    let line = '';
    for (let i = 0; i < values.length; i++) line += (i === 0 ? '' : ' ') + readable(() => printable(values[i]));
    sendValue(host, tag.log, 0, cut(line, 0, MAX_TEXT));
  };
  console.log = console.info = console.warn = console.error = console.debug = print;
}
