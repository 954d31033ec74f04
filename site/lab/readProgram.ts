/** A reader's text becomes what the sandbox runs: JavaScript and the names in it. Or why not, at its line. Nothing of it is run here. */
import type { LabWords } from '../i18n/en/lab.ts';
import { fill } from '../i18n/fill.ts';
import { type Strings, stringsFor } from '../i18n/index.ts';
import { importsInWorker, parseInWorker } from '../workbench/parseInWorker.ts';
import type { Code } from './ProgramWorker.ts';
import type { ProgramFailure } from './protocol.ts';
import { topLevelNames } from './topLevelNames.ts';

const lineOfText = (text: string, part: string): number => text.split('\n').findIndex((row) => row.includes(part)) + 1;

export async function readProgram(
  text: string,
  words: Pick<LabWords, 'foreignImport' | 'foreignImportHint'>,
  lang = '',
): Promise<{ readonly code: Code } | { readonly failure: ProgramFailure }> {
  const stripped = await parseInWorker(text);
  if (!stripped.ok) {
    const { id, parameters } = stripped.diagnosis;
    const line = Number(parameters['line']) || 0;
    return {
      failure: { name: '', message: sentenceFor(id, parameters, stringsFor(lang).workbench.grader), hint: '', line },
    };
  }
  const imports = await importsInWorker(stripped.code);
  const foreign = imports.find((module) => module !== '#framework' && !module.startsWith('#framework/'));
  if (foreign !== undefined) {
    const message = fill(words.foreignImport, { module: foreign });
    return { failure: { name: '', message, hint: words.foreignImportHint, line: lineOfText(text, foreign) } };
  }
  return { code: { code: stripped.code, names: topLevelNames(stripped.code) } };
}

/** The grader's own sentence for a text that cannot be read; the place stands with it already. */
function sentenceFor(
  id: string,
  parameters: Readonly<Record<string, unknown>>,
  { outcomes }: Strings['workbench']['grader'],
): string {
  const { advice = id } = (outcomes as Readonly<Record<string, { readonly advice: string } | undefined>>)[id] ?? {};
  const { message = '' } = parameters;
  return fill(advice, { message: String(message), limit: String(parameters['limit'] ?? ''), atLine: '', atColumn: '' });
}
