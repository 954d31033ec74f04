/** A verdict as calm terminal text: points by part, the first wrong cell, the mistake by name. No colour, so that it copies well. */

import type { GraderWords } from './english.ts';
import { type FailureView, fill, type VerdictView } from './explain.ts';
import { momentPath } from './momentPath.ts';

const WIDTH = 88;
/** As much of what the student printed as helps; the rest is in `--json`. */
const LOG_LINES = 12;
/** Where `npm start` serves the site. */
const SITE = 'http://localhost:4321/';

const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => by + line)
    .join('\n');

/** Breaks at spaces; a longer word stays whole. */
function wrap(text: string, width: number): string {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Broken into lines, and indented. */
export const paragraph = (text: string): string => indent(wrap(text, WIDTH - 4), '    ');

function failureText({ case: name, call, place, got, expected, note }: FailureView, words: GraderWords): string {
  const width = Math.max(words.got.length, words.expected.length);
  const pair = [`${words.got.padEnd(width)}  ${got}`, `${words.expected.padEnd(width)}  ${expected}`];
  const head = place === '' ? [] : [`  ${words.firstWrong}: ${place}`, ...pair.map((line) => `    ${line}`)];
  const rest = [
    note === '' ? '' : paragraph(note),
    paragraph(fill(words.inCase, { case: name })),
    ...call.map((line) => indent(line, '    ')),
  ];
  return [...head, ...rest].filter((line) => line !== '').join('\n');
}

/** Where `npm start` shows a moment. */
export const momentAddress = (moment: string): string => `${SITE}${momentPath(moment)}`;

/** The report as text that ends in a line feed. */
export function report(view: VerdictView, words: GraderWords): string {
  const width = Math.max(...view.parts.map(({ title }) => title.length));
  const parts = view.parts.map(
    ({ title, points, passed, note }) =>
      `  ${passed ? '✓' : '✗'} ${title.padEnd(width)}  ${points}${note === '' ? '' : `   ${note}`}`,
  );
  const { diagnosis, failure } = view;
  const named = diagnosis && [
    `  ${diagnosis.title}`,
    ...[diagnosis.advice, diagnosis.rung].filter(Boolean).map(paragraph),
    // Not broken into lines: an address is to be clicked, or copied whole.
    ...(diagnosis.moment === null ? [] : [`    ${words.momentInTerminal}`, `    ${momentAddress(diagnosis.moment)}`]),
  ];
  const log = view.log === '' ? [] : view.log.split('\n').slice(0, LOG_LINES);
  const blocks = [
    `  ${view.headline}`,
    parts.join('\n'),
    failure ? failureText(failure, words) : '',
    named ? named.join('\n') : '',
    ...view.warnings.map((text) => `  ${words.warningTitle}\n${paragraph(text)}`),
    log.length === 0 ? '' : [`  ${words.printed}`, ...log.map((line) => `    ${line.slice(0, 200)}`)].join('\n'),
    view.seed === '' ? '' : paragraph(view.seed),
    view.promise === '' ? '' : paragraph(view.promise),
  ];
  return `\n${blocks.filter((block) => block !== '').join('\n\n')}\n\n`;
}
