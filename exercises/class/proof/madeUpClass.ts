/**
 * Invents a class: some right, many wrong in ways that are known, some that never began, some absent, and about one in ten hostile. The
 * same seed invents the same class.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Generator } from '#framework';
import { corpus } from '../../grader/corpus.ts';
import { exercisesFolder } from '../../grader/loadExercise.ts';

export interface MadeUpClass {
  readonly submissions: string;
  readonly roster: string;
  readonly ids: readonly string[];
  readonly exercises: readonly string[];
}

export interface ClassSize {
  readonly students: number;
  readonly exercises: readonly string[];
  /** Which of the hostile ones are handed in; those that end in a time limit take five seconds each. */
  readonly hostile?: (verdict: string, name: string) => boolean;
  readonly seed?: number;
  /** No two texts are the same, as in a class whose members do not know each other: the same text is graded once. */
  readonly distinct?: boolean;
}

/** The exercise that the corpus of hostile submissions answers. */
export const HOSTILE_EXERCISE = 'cross-entropy-gradient';

const firstNames = [
  'Ada',
  'Alan',
  'Grace',
  'Kurt',
  'Emmy',
  'Sofia',
  'Carl',
  'Leonhard',
  'Rózsa',
  'Srinivasa',
  '陈',
  'Évariste',
  'Hypatia',
  'Omar',
];
const lastNames = [
  'Lovelace',
  'Turing',
  'Hopper',
  'Gödel',
  'Noether',
  'Kovalevskaya',
  'Gauss',
  'Euler',
  'Péter',
  'Ramanujan',
  '省身',
  'Galois',
  'of Alexandria',
  'Khayyam',
];
/** Names that try a table, a page or a reader. */
const hostileNames = [
  '=HYPERLINK("http://evil.example/","marks")',
  '<script>alert(1)</script>',
  '\u202Egnp.sterces',
  '@SUM(A1:A9)',
  'x'.repeat(300),
  '"quoted", and, commas',
];

const read = (slug: string, name: string): string => readFileSync(new URL(`${slug}/${name}`, exercisesFolder), 'utf8');
const wrongNames = (slug: string): readonly string[] =>
  readdirSync(new URL(`${slug}/wrong/`, exercisesFolder))
    .filter((name) => name.endsWith('.ts'))
    .sort();

/** What one student hands in for one exercise; null for nothing. Some mistakes are commoner than others. */
function answerOf(slug: string, random: Generator): string | null {
  const draw = random.uniform();
  if (draw < 0.45) return read(slug, 'solution.ts');
  if (draw < 0.55) return null;
  if (draw < 0.6) return read(slug, 'start.ts');
  const wrong = wrongNames(slug);
  const place = Math.min(Math.floor(random.uniform() ** 2 * wrong.length), wrong.length - 1);
  return wrong.length === 0 ? read(slug, 'start.ts') : read(slug, `wrong/${wrong[place]}`);
}

/** Writes the class below a folder. */
export function makeUpClass(
  folder: string,
  { students, exercises, hostile = () => true, seed = 1, distinct = false }: ClassSize,
): MadeUpClass {
  const random = new Generator(seed);
  const specimens = corpus().filter(({ verdict, name }) => hostile(verdict, name));
  const submissions = join(folder, 'handed-in');
  const ids = Array.from({ length: students }, (_, i) => `s${String(i + 1).padStart(4, '0')}`);
  const rows: string[][] = [['id', 'name', 'email', 'idnumber']];
  for (const [i, id] of ids.entries()) {
    const name =
      i % 10 === 3
        ? hostileNames[Math.floor(i / 10) % hostileNames.length]!
        : `${firstNames[random.integer(firstNames.length)]} ${lastNames[random.integer(lastNames.length)]}`;
    rows.push([id, name, `${id}@example.org`, `${1000 + i}`]);
    mkdirSync(join(submissions, id), { recursive: true });
    for (const slug of exercises) {
      const isHostile = i % 10 === 7 && slug === HOSTILE_EXERCISE && specimens.length > 0;
      const text = isHostile ? specimens[Math.floor(i / 10) % specimens.length]!.source : answerOf(slug, random);
      if (text !== null) writeFileSync(join(submissions, id, `${slug}.ts`), distinct ? `${text}\n// ${id}\n` : text);
    }
  }
  const roster = join(folder, 'roster.csv');
  // As a roster comes from elsewhere: nothing in it has been made harmless.
  writeFileSync(
    roster,
    rows
      .map((row) => row.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
      .join('\n'),
  );
  return { submissions, roster, ids, exercises };
}
