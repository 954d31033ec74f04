/** Marks are a function of the journal, the roster and the assignment; and what is written of them can be read by others. */

import { readFileSync } from 'node:fs';
import { csvParse } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qrSvg } from '../../site/presenter/qrCode.ts';
import type { Verdict } from '../grader/verdict.ts';
import { assignmentOf, readAssignment } from './assignment.ts';
import { canvasCsv } from './emit/canvasCsv.ts';
import { gradebookCsv } from './emit/gradebookCsv.ts';
import { gradescopeResults } from './emit/gradescope.ts';
import { junitXml } from './emit/junit.ts';
import { moodleCsv } from './emit/moodleCsv.ts';
import { verdictFile } from './emit/verdictFile.ts';
import { escapeXml } from './emit/xml.ts';
import { changesBetween, chapters, gradebook, isComplete, keysOf } from './gradebook.ts';
import type { Entry, IntakeEntry, JobEntry, RunEntry } from './journal.ts';
import { loadAssigned } from './loadAssigned.ts';
import { complaintsOf, type Schema } from './proof/jsonSchema.ts';
import { readXml } from './proof/readXml.ts';
import { bareText, clustersOf, mistakesOf } from './report/findings.ts';
import { reportPage } from './report/page.ts';
import { readRoster } from './roster.ts';

const slug = 'cross-entropy-gradient';
const other = 'squared-error';
const assignment = assignmentOf([slug, other]);
const exercises = await loadAssigned(assignment, '/');
const hostileName = '<img src=x onerror=alert(1)>"\'&]]>\u202E=1+1';
const roster = readRoster(
  `id,name,email,idnumber,canvas\nada,"${hostileName.replaceAll('"', '""')}",a@x,1,11\nalan,=SUM(A1),b@x,2,12\ngrace,Grace,c@x,3,13\n`,
);
const hash = (text: string): string => text.padEnd(64, '0');
const run = (more: Partial<RunEntry> = {}): RunEntry => ({
  kind: 'run',
  at: 1,
  grader: hash('9'),
  exercises: { [slug]: hash('1'), [other]: hash('2') },
  seeds: [5],
  salt: 'aa',
  isolation: 'bwrap',
  ...more,
});
const verdict = (exercise: string, points: readonly number[], more: Partial<Verdict> = {}): Verdict => {
  const one = exercises.find((candidate) => candidate.slug === exercise)!.exercise;
  const groups = one.parts.map((id, i) => ({
    id,
    visible: true as const,
    verdict: points[i] === one.points[id] ? ('PASS' as const) : ('WRONG_ANSWER' as const),
    points: points[i] ?? 0,
    max: one.points[id]!,
    cases: [],
  }));
  const score = groups.reduce((sum, group) => sum + group.points, 0);
  const max = groups.reduce((sum, group) => sum + group.max, 0);
  return {
    schema: 1,
    exercise: { id: exercise },
    submission: { sha256: hash('f') },
    seed: 5,
    isolation: 'bwrap',
    limits: { wallMs: 5000 },
    status: 'graded',
    verdict: score === max ? 'PASS' : score > 0 ? 'PARTIAL' : 'WRONG_ANSWER',
    groups,
    score,
    max,
    diagnosis: score === max ? null : { rung: 'cell', id: 'not-recognised', parameters: {} },
    warnings: [],
    log: '',
    timings: { wallMs: 40 },
    ...more,
  };
};
const intake = (student: string, answers: IntakeEntry['answers'], handedIn: number | null = 100): IntakeEntry => ({
  kind: 'intake',
  student,
  handedIn,
  answers,
  notes: [],
});
const job = (text: string, given: Verdict, more: Partial<JobEntry> = {}, by = run()): JobEntry => ({
  kind: 'job',
  key: keysOf(by, given.exercise.id, hash(text))[0]!,
  exercise: given.exercise.id,
  verdict: given,
  behaviour: 'b'.repeat(16),
  attempts: 1,
  provisional: false,
  ...more,
});
const full = (exercise: string): readonly number[] => {
  const one = exercises.find((candidate) => candidate.slug === exercise)!.exercise;
  return one.parts.map((id) => one.points[id]!);
};

const entries: readonly Entry[] = [
  run(),
  intake('ada', { [slug]: { sha256: hash('a') }, [other]: { sha256: hash('b') } }),
  intake('alan', {
    [slug]: { sha256: hash('c') },
    [other]: { refused: { rung: 'outcome', id: 'not-a-file', parameters: { what: 'a symbolic link' } } },
  }),
  intake('grace', {}, null),
  job('a', verdict(slug, full(slug))),
  job(
    'b',
    verdict(
      other,
      full(other).map(() => 0),
    ),
  ),
  job('c', verdict(slug, [full(slug)[0]!, 0, 0])),
];
const book = gradebook(entries, roster, assignment, exercises)!;

describe('a gradebook', () => {
  it('has a row for everybody, and says what each cell is', () => {
    expect(book.rows.map(({ student, cells }) => [student.id, ...cells.map(({ state }) => state)])).toEqual([
      ['ada', 'full', 'wrong'],
      ['alan', 'part', 'failed'],
      ['grace', 'missing', 'missing'],
    ]);
    expect(book.rows.map(({ sum, max }) => [sum, max])).toEqual([
      [10, 20],
      [4, 20],
      [0, 20],
    ]);
    expect(isComplete(book)).toBe(true);
    expect(gradebook([], roster, assignment, exercises)).toBeNull();
  });

  it('does not depend on the order in which jobs ended', () => {
    const [head, jobs] = [entries.slice(0, 4), entries.slice(4)];
    fc.assert(
      fc.property(fc.shuffledSubarray([...jobs], { minLength: jobs.length }), (shuffled) => {
        expect(gradebook([...head, ...shuffled], roster, assignment, exercises)).toEqual(book);
      }),
    );
  });

  it('keeps the first final verdict of a job that was run twice', () => {
    const twice = [...entries, job('a', verdict(slug, [0, 0, 0]))];
    expect(gradebook(twice, roster, assignment, exercises)!.rows[0]!.cells[0]!.state).toBe('full');
    const doubted = [
      ...entries.slice(0, 4),
      job('a', verdict(slug, [0, 0, 0]), { provisional: true }),
      ...entries.slice(4),
    ];
    expect(gradebook(doubted, roster, assignment, exercises)).toEqual(book);
  });

  it('gives no zero for what was not judged', () => {
    const infra = verdict(slug, [0, 0, 0], {
      status: 'infra',
      verdict: 'INFRA_ERROR',
      diagnosis: { rung: 'outcome', id: 'infra', parameters: { message: 'no disk' } },
    });
    const open = gradebook([...entries.slice(0, 4), job('a', infra)], roster, assignment, exercises)!;
    expect(open.rows[0]!.cells.map(({ state }) => state)).toEqual(['attention', 'waiting']);
    expect(isComplete(open)).toBe(false);
    expect(csvParse(gradebookCsv(open))[0]).toMatchObject({ id: 'ada', [slug]: '' });
    for (const text of [moodleCsv(open), canvasCsv(open, 'HW', null)]) {
      expect(text).not.toContain('ada');
      expect(text).toContain('grace');
    }
    expect(
      readXml(junitXml(open))
        .filter(({ name }) => name === 'testsuite')
        .map(({ attributes }) => attributes['errors']),
    ).toEqual(['2', String(1 + exercises[1]!.exercise.parts.length)]);
    const provisional = gradebook(
      [...entries.slice(0, 4), job('a', verdict(slug, [0, 0, 0]), { provisional: true })],
      roster,
      assignment,
      exercises,
    )!;
    expect(provisional.rows[0]!.cells[0]!.state).toBe('waiting');
  });

  it('counts the worst of several seeds', () => {
    const two = run({ seeds: [5, 6] });
    const [first, second] = keysOf(two, slug, hash('a'));
    const jobs = [
      job('a', verdict(slug, full(slug)), { key: first! }),
      job('a', verdict(slug, [4, 0, 0]), { key: second! }),
    ];
    const found = gradebook([two, entries[1]!, ...jobs], roster, assignment, exercises)!;
    expect(found.rows[0]!.cells[0]).toMatchObject({ state: 'part', points: 4 });
    expect(gradebook([two, entries[1]!, jobs[0]!], roster, assignment, exercises)!.rows[0]!.cells[0]!.state).toBe(
      'waiting',
    );
  });

  it('weighs, and takes what lateness costs from the sum', () => {
    const weighed = readAssignment(
      JSON.stringify({
        exercises: [
          { exercise: slug, weight: 30 },
          { exercise: other, weight: 0 },
        ],
        deadline: '1970-01-01T00:00:00Z',
        late: { perDay: 0.5, atMost: 0.5 },
      }),
    );
    const [ada, alan] = gradebook(entries, roster, weighed, exercises)!.rows;
    expect([ada!.sum, ada!.max, ada!.kept]).toEqual([15, 30, 0.5]);
    expect(alan!.sum).toBe(6);
  });

  it('says who gains and who loses by another grader', () => {
    const next = run({ grader: hash('8') });
    const again: Entry[] = [
      ...entries,
      next,
      job('a', verdict(slug, [4, 0, 0]), {}, next),
      job('b', verdict(other, full(other)), {}, next),
      job('c', verdict(slug, [4, 0, 0]), {}, next),
    ];
    const books = chapters(again).map((chapter) => gradebook(chapter, roster, assignment, exercises)!);
    expect(books[0]).toEqual(book);
    expect(
      changesBetween(books[0]!, books[1]!).map(({ student, exercise, before, after }) => [
        student.id,
        exercise,
        before,
        after,
      ]),
    ).toEqual([
      ['ada', slug, 10, 4],
      ['ada', other, 0, 10],
    ]);
  });
});

describe('what others read', () => {
  const schema = JSON.parse(readFileSync(new URL('emit/verdict.schema.json', import.meta.url), 'utf8')) as Schema;

  it('a verdict keeps to its schema, and the schema keeps others out', () => {
    for (const row of book.rows)
      for (const cell of row.cells) {
        const file = verdictFile(cell, book);
        expect(file === null).toBe(cell.state === 'missing');
        if (file === null) continue;
        expect(complaintsOf(JSON.parse(JSON.stringify(file)), schema)).toEqual([]);
        for (const key of Object.keys(file))
          expect(complaintsOf({ ...file, [key]: undefined }, schema), key).not.toEqual([]);
        expect(complaintsOf({ ...file, marks: 1 }, schema)).not.toEqual([]);
        expect(complaintsOf({ ...file, verdict: 'GREAT' }, schema)).not.toEqual([]);
      }
  });

  it('Gradescope gets tests whose points add up, and nothing that a program said', () => {
    const [ada] = book.rows;
    const results = gradescopeResults(ada!, exercises);
    expect(results.tests.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(results.score);
    expect(results.tests.every(({ score, max_score }) => score >= 0 && score <= max_score)).toBe(true);
    const spoke = verdict(slug, [0, 0, 0], {
      verdict: 'RUNTIME_ERROR',
      log: 'hidden inputs: 1 2 3',
      diagnosis: {
        rung: 'outcome',
        id: 'threw',
        parameters: { name: 'Error', message: 'hidden inputs: 1 2 3', line: 1 },
      },
    });
    const telling = gradebook([...entries.slice(0, 4), job('a', spoke)], roster, assignment, exercises)!;
    expect(JSON.stringify(gradescopeResults(telling.rows[0]!, exercises))).not.toContain('hidden inputs');
    expect(JSON.stringify(gradescopeResults(telling.rows[0]!, exercises))).toContain('It stopped with an error');
  });

  it('JUnit is XML, counts itself right, and calls things what they are', () => {
    const nodes = readXml(junitXml(book));
    const suites = nodes.filter(({ name }) => name === 'testsuite');
    expect(suites.map(({ attributes }) => attributes['name'])).toEqual([slug, other]);
    const count = (name: string): number => nodes.filter((node) => node.name === name).length;
    const total = (name: string): number => suites.reduce((sum, { attributes }) => sum + Number(attributes[name]), 0);
    expect([total('tests'), total('failures'), total('errors'), total('skipped')]).toEqual([
      count('testcase'),
      count('failure'),
      count('error'),
      count('skipped'),
    ]);
    expect(
      nodes.filter(({ name }) => name === 'error').every(({ attributes }) => attributes['type'] === 'BAD_SUBMISSION'),
    ).toBe(true);
    fc.assert(
      fc.property(
        fc
          .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 40 })
          .map((codes) => String.fromCodePoint(...codes)),
        (text) => {
          const [node] = readXml(`<a b="${escapeXml(text)}"/>`);
          return (
            node!.attributes['b'] ===
            text.toWellFormed().replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}\uFFFE\uFFFF]/gu, '')
          );
        },
      ),
    );
  });

  it('Moodle gets grade and feedback of everybody, Canvas its own table with one column filled', () => {
    const moodle = csvParse(moodleCsv(book));
    expect(moodle.map(({ idnumber, grade, feedback }) => [idnumber, grade, feedback !== ''])).toEqual([
      ['1', '10', true],
      ['2', '4', true],
      ['3', '0', true],
    ]);
    const exported =
      'Student,ID,SIS Login ID,Section,Other (1),HW (9)\n    Points Possible,,,,5,20\n"Ada, L",11,ada,A,3,\nSomebody,99,else,A,1,1\n"Student, Test",77,,A,,\n';
    const filled = csvParse(canvasCsv(book, 'HW (9)', exported));
    expect(filled.columns).toEqual(['Student', 'ID', 'SIS Login ID', 'Section', 'HW (9)']);
    expect(filled.map((row) => [row['ID'], row['HW (9)']])).toEqual([
      ['', '20'],
      ['11', '10'],
      ['77', ''],
    ]);
    expect(() => canvasCsv(book, 'HW (8)', exported)).toThrow('no column “HW (8)”');
    expect(csvParse(canvasCsv(book, 'HW', null)).map((row) => [row['Student'], row['HW']])).toContainEqual([
      "'=SUM(A1)",
      '4',
    ]);
  });
});

describe('the report', () => {
  const options = {
    title: '<b>HW</b>',
    course: 'C',
    names: true,
    site: 'https://site.example/',
    strangers: ['<i>x</i>'],
    about: { lessonOf: () => 'L', questionFor: () => null },
    sourceOf: () => '</script><script>alert(1)</script>',
  };

  it('is one file without scripts, in which nobody’s text is markup', () => {
    const page = reportPage([book], exercises, options);
    expect(page).not.toMatch(/<script|<img|<i>x|<b>HW|onerror=alert\(1\)>|javascript:|\u202E/);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\/(?!site\.example)/);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('&lt;img src=x');
    expect(reportPage([book], exercises, { ...options, names: false })).not.toContain('img src=x');
    expect(reportPage([book], exercises, options)).toBe(page);
  });

  it('counts mistakes by name, those who were rid of them, and answers that nobody knows by what they answered', () => {
    const named = (score: readonly number[]): Verdict =>
      verdict(slug, score, { diagnosis: { rung: 'match', id: 'missing-mean', parameters: { cases: 1, total: 1 } } });
    const first: Entry[] = [
      run(),
      intake('ada', { [slug]: { sha256: hash('a') } }),
      intake('alan', { [slug]: { sha256: hash('b') } }),
      intake('grace', { [slug]: { sha256: hash('c') } }),
      ...['a', 'b', 'c'].map((text) => job(text, named([0, 0, 0]))),
    ];
    const later: Entry[] = [
      ...first,
      run(),
      intake('ada', { [slug]: { sha256: hash('d') } }),
      job('d', verdict(slug, full(slug))),
    ];
    const books = chapters(later).map((chapter) => gradebook(chapter, roster, assignment, exercises)!);
    const [mistake] = mistakesOf(books, exercises);
    expect(mistake).toMatchObject({
      id: 'missing-mean',
      now: ['S2', 'S3'],
      fixed: ['S1'],
      firstSeen: 1,
      part: 'known',
      title: exercises[0]!.exercise.words.en.diagnoses['missing-mean']!.title,
    });
    const page = reportPage(books, exercises, options);
    expect(page).toContain('Hand-in 2');
    const [, address] = /class="open"><a href="([^"]+)"/.exec(page)!;
    expect(address).toMatch(/^https:\/\/site\.example\/runs\//);
    // The code beside the link says the same address; what a code says is read in qrCode.test.ts.
    expect(page.split('class="open"')).toHaveLength(2);
    expect(page).toContain(`<span class="code">${qrSvg(address!.replaceAll('&amp;', '&'))}</span>`);
    for (const site of ['http://localhost:4321/', 'http://127.0.0.1/', 'http://[::1]:4321/'])
      expect(reportPage(books, exercises, { ...options, site })).not.toContain('<svg');
    expect(reportPage(books, exercises, { ...options, site: 'https://localhost.example/' })).toContain('<svg');
    expect(clustersOf(book)).toMatchObject([
      { exercise: slug, now: ['S2'] },
      { exercise: other, now: ['S1'] },
    ]);
  });

  it('compares texts without what changes nothing', () => {
    expect(bareText('/* a */ const x = 1; // b\n  return x;')).toBe('constx=1;returnx;');
  });
});
