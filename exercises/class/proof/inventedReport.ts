/**
 * The report on a class that is invented whole: who handed in what is drawn, and each text has the verdict that the trusted side gives to our own
 * file. Nothing is run in a sandbox, so that a report of any size costs seconds.
 */
import { Generator } from '#framework';
import { exerciseSlugs, readFolder } from '../../grader/loadExercise.ts';
import { judgeHere } from '../../grader/proof/answerHere.ts';
import type { Verdict } from '../../grader/verdict.ts';
import { assignmentOf } from '../assignment.ts';
import { gradebook } from '../gradebook.ts';
import { jobKey, sha256 } from '../hashes.ts';
import type { Entry, IntakeAnswer } from '../journal.ts';
import { type ClassExercise, loadAssigned } from '../loadAssigned.ts';
import { readCourse } from '../report/course.ts';
import { reportPage } from '../report/page.ts';
import type { Student } from '../roster.ts';

const SEED = 77;
const GRADER = 'invented';

interface Text {
  readonly sha: string;
  readonly source: string;
  readonly verdict: Verdict;
}

/** Our files for an exercise with their verdicts: the solution first. */
async function textsOf({ slug, exercise, solution }: ClassExercise): Promise<readonly Text[]> {
  const folder = await readFolder(slug);
  const files = [
    { source: solution, module: folder.solution },
    ...Object.values(folder.wrong).map(({ source, module }) => ({ source, module })),
  ];
  return files.map(({ source, module }) => ({
    source,
    sha: sha256(`${slug} ${source}`),
    verdict: judgeHere(exercise, module, SEED),
  }));
}

/** @returns the page of a class of so many students, each of whom handed in each of the first so many functions of the course */
export async function reportOnInvented(students: number, count: number): Promise<string> {
  const chosen: ClassExercise[] = [];
  for (const slug of exerciseSlugs()) {
    if (chosen.length === count) break;
    const [one] = await loadAssigned(assignmentOf([slug]), '.');
    if (one!.exercise.kind === 'function') chosen.push(one!);
  }
  if (chosen.length < count) throw new Error(`the course has ${chosen.length} functions`);
  const assignment = { ...assignmentOf(chosen.map(({ slug }) => slug)), title: 'Invented', seeds: [SEED] };
  const texts = new Map<string, readonly Text[]>();
  for (const one of chosen) texts.set(one.slug, await textsOf(one));
  const roster: readonly Student[] = Array.from({ length: students }, (_, i) => ({
    id: `s${i}`,
    name: `Student ${i}`,
    email: `s${i}@example.org`,
    idnumber: String(1000 + i),
    canvas: '',
    section: '',
    code: `S${String(i + 1).padStart(3, '0')}`,
  }));
  const hashes = Object.fromEntries(chosen.map(({ slug, hash }) => [slug, hash]));
  const random = new Generator(SEED);
  const entries: Entry[] = [
    { kind: 'run', at: 0, grader: GRADER, exercises: hashes, seeds: [SEED], salt: '00', isolation: 'bwrap' },
    ...roster.map(({ id }): Entry => {
      const answers = chosen.map(({ slug }): readonly [string, IntakeAnswer] => {
        const all = texts.get(slug)!;
        const which = random.uniform() < 0.5 ? 0 : random.integer(all.length);
        return [slug, { sha256: all[which]!.sha }];
      });
      return { kind: 'intake', student: id, handedIn: 1.8e12, answers: Object.fromEntries(answers), notes: [] };
    }),
    ...chosen.flatMap(({ slug, hash }) =>
      texts.get(slug)!.map(
        ({ sha, verdict }): Entry => ({
          kind: 'job',
          key: jobKey(hash, GRADER, sha, SEED),
          exercise: slug,
          verdict,
          behaviour: sha,
          attempts: 1,
          provisional: false,
        }),
      ),
    ),
  ];
  const sources = new Map([...texts.values()].flat().map(({ sha, source }) => [sha, source]));
  return reportPage([gradebook(entries, roster, assignment, chosen)!], chosen, {
    title: assignment.title,
    course: 'A course',
    names: false,
    site: 'https://example.org/',
    strangers: [],
    about: await readCourse(),
    sourceOf: (sha) => sources.get(sha) ?? '',
  });
}
