/** What a gradebook says about mistakes: who has which, how often, since when. Numbers and names only; how it looks is sections.ts. */
import { english } from '../../grader/english.ts';
import { fill, wordsOf } from '../../grader/explain.ts';
import type { Rung } from '../../grader/verdict.ts';
import type { Cell, Gradebook } from '../gradebook.ts';
import type { ClassExercise } from '../loadAssigned.ts';

/** A mistake by its name, in one exercise. */
export interface Mistake {
  readonly exercise: string;
  readonly rung: Rung;
  readonly id: string;
  readonly title: string;
  readonly advice: string;
  readonly convention: boolean;
  readonly moment: string | null;
  /** Codes of the students who have it now. */
  readonly now: readonly string[];
  /** Codes of those who had it in an earlier hand-in and have full marks now. */
  readonly fixed: readonly string[];
  /** The part of the exercise in which it shows first, with most of them. */
  readonly part: string;
  /** The number of the hand-in in which it was seen first, from 1. */
  readonly firstSeen: number;
}

/** Wrong answers that no file of ours equals, and that equal each other. */
export interface Cluster {
  readonly id: string;
  readonly exercise: string;
  readonly behaviour: string;
  readonly now: readonly string[];
  /** One of them. */
  readonly cell: Cell;
}

const nameless = new Set(['not-recognised', 'infra']);

export const isWrong = ({ state, verdict }: Cell): boolean =>
  (state === 'part' || state === 'wrong' || state === 'failed') && verdict !== null && verdict.diagnosis !== null;

/** Tells mistakes apart, within one exercise and between. */
const keyOf = (cell: Cell): string => {
  const { rung, id } = cell.verdict!.diagnosis!;
  return `${cell.exercise}/${rung}/${id}`;
};

const hasName = (cell: Cell): boolean => isWrong(cell) && !nameless.has(cell.verdict!.diagnosis!.id);

const cellsOf = (book: Gradebook): readonly (readonly [code: string, cell: Cell])[] =>
  book.rows.flatMap(({ student, cells }) => cells.map((cell) => [student.code, cell] as const));

function commonest(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
}

const firstFailing = (cell: Cell): string => cell.verdict!.groups.find(({ verdict }) => verdict !== 'PASS')?.id ?? '';

/**
 * Every mistake that was ever seen, most frequent first.
 *
 * @param books the class at the end of each hand-in, the last one last
 */
export function mistakesOf(books: readonly Gradebook[], exercises: readonly ClassExercise[]): readonly Mistake[] {
  const bySlug = new Map(exercises.map((one) => [one.slug, one]));
  const last = cellsOf(books.at(-1)!);
  const full = new Set(
    last.filter(([, { state }]) => state === 'full').map(([code, { exercise }]) => `${code} ${exercise}`),
  );
  const had = new Map<string, { readonly cells: Cell[]; readonly everBy: Set<string>; readonly since: number }>();
  for (const [chapter, book] of books.entries())
    for (const [code, cell] of cellsOf(book)) {
      if (!hasName(cell)) continue;
      const entry = had.get(keyOf(cell)) ?? { cells: [], everBy: new Set(), since: chapter + 1 };
      had.set(keyOf(cell), entry);
      entry.cells.push(cell);
      entry.everBy.add(code);
    }
  const found = [...had].map(([key, { cells, everBy, since }]): Mistake => {
    const [cell] = cells as [Cell, ...Cell[]];
    const { rung, id, parameters } = cell.verdict!.diagnosis!;
    const words = wordsOf({ rung, id }, english, bySlug.get(cell.exercise)!.exercise.words.en);
    // What a student's code said is one student's; the sentence is to hold for all of them.
    const own = rung === 'relation' ? parameters : {};
    return {
      exercise: cell.exercise,
      rung,
      id,
      title: fill(words.title, own),
      advice: fill(words.advice, own).replace(/\s*\{\w+\}:?/g, ''),
      convention: words.convention ?? false,
      moment: words.moment ?? null,
      now: last.filter(([, one]) => hasName(one) && keyOf(one) === key).map(([code]) => code),
      fixed: [...everBy].filter((code) => full.has(`${code} ${cell.exercise}`)),
      part: commonest(cells.map(firstFailing)),
      firstSeen: since,
    };
  });
  return found.sort(
    (a, b) => b.now.length - a.now.length || (`${a.exercise}/${a.id}` < `${b.exercise}/${b.id}` ? -1 : 1),
  );
}

/** The three that hold most students now, and are worth a minute before the class. */
export const tomorrow = (mistakes: readonly Mistake[]): readonly Mistake[] =>
  mistakes.filter(({ now, convention, id }) => now.length > 0 && !convention && id !== 'not-attempted').slice(0, 3);

/** Wrong answers without a name, by equal behaviour on all cases; the largest first. */
export function clustersOf(book: Gradebook): readonly Cluster[] {
  const found = new Map<string, { readonly cell: Cell; readonly now: string[] }>();
  for (const [code, cell] of cellsOf(book)) {
    if (!isWrong(cell) || cell.verdict!.diagnosis!.id !== 'not-recognised') continue;
    const key = `${cell.exercise}-${(cell.behaviour || cell.sha256).slice(0, 8)}`;
    const entry = found.get(key) ?? { cell, now: [] };
    found.set(key, entry);
    entry.now.push(code);
  }
  return [...found]
    .map(([id, { cell, now }]) => ({ id, exercise: cell.exercise, behaviour: cell.behaviour, now, cell }))
    .sort((a, b) => b.now.length - a.now.length || (a.id < b.id ? -1 : 1));
}

export interface SameText {
  readonly exercise: string;
  readonly codes: readonly string[];
  readonly hash: string;
}

/** Texts shorter than this without spaces and comments are often the same by themselves. */
const TELLING_LENGTH = 160;

/** A text without what changes nothing: comments and spaces. A rough cut, for showing what to look at; it marks nobody. */
export const bareText = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/\s+/g, '');

/** Students whose text for an exercise is the same but for spaces and comments. */
export function sameTexts(
  book: Gradebook,
  sourceOf: (sha256: string) => string,
  starts: ReadonlyMap<string, string>,
): readonly SameText[] {
  const found = new Map<string, { readonly exercise: string; readonly codes: string[]; readonly hash: string }>();
  const bare = new Map<string, string>();
  for (const [code, { exercise, sha256 }] of cellsOf(book)) {
    if (sha256 === '') continue;
    const text = bare.get(sha256) ?? bareText(sourceOf(sha256));
    bare.set(sha256, text);
    if (text.length < TELLING_LENGTH || text === bareText(starts.get(exercise) ?? '')) continue;
    const key = `${exercise} ${text}`;
    const entry = found.get(key) ?? { exercise, codes: [], hash: sha256.slice(0, 8) };
    found.set(key, entry);
    entry.codes.push(code);
  }
  return [...found.values()].filter(({ codes }) => codes.length > 1);
}
