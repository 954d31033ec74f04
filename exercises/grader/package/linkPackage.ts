/** A package that was read, as the modules that the sandbox loads: one for each part, and one in front that hands out what is asked for. */
import type { Exercise } from '../Exercise.ts';
import { tooManyWords } from '../tooManyWords.ts';
import type { Diagnosis } from '../verdict.ts';
import type { Files } from './packageText.ts';

type Stripped = { readonly ok: true; readonly code: string } | { readonly ok: false; readonly diagnosis: Diagnosis };

export type Linked =
  | { readonly ok: true; readonly code: string; readonly parts: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly diagnosis: Diagnosis };

/** Under this name the module in front asks for a part; nobody else may. */
export const partName = (slug: string): string => `#part/${slug}`;

/** Only names that the exercise declares stand in it: nothing of a submission does. */
export const frontOf = (parts: Exercise['packageParts']): string =>
  Object.entries(parts)
    .map(
      ([slug, names], i) =>
        `import * as part${i} from ${JSON.stringify(partName(slug))};\n${names.map((name) => `export const ${name} = part${i}.${name};\n`).join('')}`,
    )
    .join('');

/**
 * Removes the types of every part. `strip` is the parser of the place, which may die of a text.
 *
 * @param untouched the submission is the start of the exercise
 */
export async function linkPackage(
  { packageParts }: Pick<Exercise, 'packageParts'>,
  files: Files,
  strip: (text: string) => Promise<Stripped>,
  untouched = false,
): Promise<Linked> {
  const missing = Object.keys(packageParts).filter((slug) => !files.has(slug));
  if (missing.length > 0) {
    const id = untouched ? 'not-attempted' : 'parts-missing';
    return { ok: false, diagnosis: { rung: 'outcome', id, parameters: { missing: missing.join(', ') } } };
  }
  const parts: Record<string, string> = {};
  for (const slug of Object.keys(packageParts)) {
    const text = files.get(slug)!;
    const endless = tooManyWords(text);
    const stripped: Stripped = endless ? { ok: false, diagnosis: endless } : await strip(text);
    if (!stripped.ok) return { ok: false, diagnosis: inFile(slug, stripped.diagnosis) };
    parts[slug] = stripped.code;
  }
  return { ok: true, code: frontOf(packageParts), parts };
}

/** Says in which file a sentence of the parser counts its lines. */
function inFile(slug: string, diagnosis: Diagnosis): Diagnosis {
  const { message } = diagnosis.parameters;
  if (typeof message !== 'string') return diagnosis;
  return { ...diagnosis, parameters: { ...diagnosis.parameters, message: `src/${slug}.ts: ${message}` } };
}
