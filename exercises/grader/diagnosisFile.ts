/**
 * Reads what a wrong answer's file says about itself: the first comment is what a student who wrote it is told.
 *
 * ```
 * /**
 *  * Missing 1/m
 *  *
 *  * Your gradient belongs to the sum of the losses. The loss here is their mean over the m rows: divide by m.
 *  *
 *  * @convention
 *  * /
 * ```
 *
 * First line: the title. Then the advice. `@convention`: right up to an agreement. `@moment …`: where a run shows it.
 */
import type { DiagnosisWords } from './Exercise.ts';

export type DiagnosisFile = DiagnosisWords;

/**
 * @param source text of a file in `wrong/`
 * @param path said in the error when the comment is missing
 */
export function readDiagnosis(source: string, path: string): DiagnosisFile {
  const comment = /^\s*\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? '';
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  const tags = lines.filter((line) => line.startsWith('@'));
  const [title = '', ...rest] = lines
    .filter((line) => !line.startsWith('@'))
    .join('\n')
    .trim()
    .split('\n');
  const advice = rest.join(' ').replace(/\s+/g, ' ').trim();
  if (title === '' || advice === '')
    throw new Error(`${path} begins with a comment: its title in the first line, an empty line, then what to do.`);
  const moment = tags.find((tag) => tag.startsWith('@moment '))?.slice('@moment '.length);
  return {
    title,
    advice,
    ...(tags.includes('@convention') ? { convention: true } : {}),
    ...(moment ? { moment } : {}),
  };
}
