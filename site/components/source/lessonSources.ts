/**
 * Which files of the framework each lesson shows, and which ops it teaches: read from the lessons' texts and from the figures that show code.
 * From it the reference says where an op is taught, and a lesson what it shows; neither is written anywhere.
 */
import { getCollection } from 'astro:content';
import { opList } from '#framework';
import type { Language } from '../../i18n/index.ts';
import { course } from '../../layouts/course.ts';
import { type CellName, type CodePiece, cellCode } from '../../visuals/sequences/cellPieces.ts';
import { opsOfRun } from '../figures/opsOfRun.ts';
import { cellsIn, opsIn, pathsIn, runsShownIn } from './mentionedIn.ts';
import { type SourceFile, sourceFiles } from './sourceFiles.ts';

export interface LessonSource {
  readonly slug: string;
  readonly title: string;
  readonly number: number;
  /** In reading order. */
  readonly files: readonly SourceFile[];
  readonly ops: ReadonlySet<string>;
}

const definitions = Object.values(opList).map(({ definition }) => definition);
const opNames = new Set(definitions.map(({ name }) => name));

/** The file an op is defined in. */
const fileOfOp = (op: string): string | undefined =>
  sourceFiles.find(
    ({ path, text }) => path.startsWith('framework/ops/') && new RegExp(`^\\s+name: '${op}'`, 'm').test(text),
  )?.path;

const known = new Map<string, Promise<readonly LessonSource[]>>();

/** All lessons of a language, in the order of the course. */
export function lessonSources(language: Language): Promise<readonly LessonSource[]> {
  const found = known.get(language.code) ?? read(language);
  known.set(language.code, found);
  return found;
}

async function read(language: Language): Promise<readonly LessonSource[]> {
  const lessons = await getCollection('lessons', ({ data }) => data.lang === language.code);
  const sources = await Promise.all(
    lessons.map(async ({ data, body = '' }) => {
      const runOps = (await Promise.all(runsShownIn(body).map(opsOfRun))).flat();
      const cells = cellsIn(body).flatMap((cell) => (cellCode[cell as CellName] ?? []) as readonly CodePiece[]);
      const paths = new Set([
        ...pathsIn(body),
        ...cells.map(({ file }) => file),
        ...runOps.flatMap((op) => fileOfOp(op) ?? []),
      ]);
      const files = sourceFiles.filter(({ path }) => paths.has(path));
      const inFiles = files
        .filter(({ path }) => path.startsWith('framework/ops/'))
        .flatMap(({ text }) => [...text.matchAll(/^\s+name: '(\w+)'/gm)].map(([, name]) => name!));
      return {
        slug: data.slug,
        title: data.title,
        number: course.indexOf(data.slug),
        files,
        ops: new Set([...opsIn(body, opNames), ...runOps, ...inFiles]),
      };
    }),
  );
  return sources.toSorted((a, b) => a.number - b.number);
}

/** The lessons that teach an op: in which its code is shown, or it is named. */
export const taughtIn = async (op: string, language: Language): Promise<readonly LessonSource[]> =>
  (await lessonSources(language)).filter(({ ops }) => ops.has(op));

/** The lessons that show a file. */
export const shownIn = async (path: string, language: Language): Promise<readonly LessonSource[]> =>
  (await lessonSources(language)).filter(({ files }) => files.some((file) => file.path === path));
