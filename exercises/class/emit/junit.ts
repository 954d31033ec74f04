/**
 * A class as JUnit XML, for whatever shows test results: a suite for each exercise, a case for each student and part. A wrong answer
 * is a failure, code that did not run an error, what could not be judged an error of the suite. JUnit knows no part of a point:
 * points stand among the properties.
 */
import { english } from '../../grader/english.ts';
import type { Cell, Gradebook, Row } from '../gradebook.ts';
import { escapeXml } from './xml.ts';

const wrong = /^(?:WRONG_|PARTIAL|NONDETERMINISTIC|CHANGED_ARGUMENTS|PASS)/;

function outcome({ verdict, state }: Cell, word: string): string {
  if (state === 'missing') return '<skipped message="NOT_SUBMITTED"/>';
  if (word === 'PASS') return '';
  const kind = wrong.test(word) ? 'failure' : 'error';
  return `<${kind} type="${escapeXml(word)}" message="${escapeXml(verdict?.diagnosis?.id ?? word)}"/>`;
}

function casesOf({ student }: Row, cell: Cell): readonly string[] {
  const { verdict, state, exercise } = cell;
  const properties = `<properties><property name="points" value="${cell.points}"/><property name="max" value="${cell.max}"/></properties>`;
  const open = (name: string): string =>
    `<testcase classname="${escapeXml(`${exercise}.${student.id}`)}" name="${escapeXml(name)}">`;
  if (state === 'missing') return [`${open('handed in')}${outcome(cell, '')}</testcase>`];
  if (verdict === null || state === 'attention' || state === 'waiting') return [];
  return verdict.groups.map(
    (group) => `${open(english.parts[group.id])}${properties}${outcome(cell, group.verdict)}</testcase>`,
  );
}

const count = (lines: readonly string[], tag: string): number =>
  lines.filter((line) => line.includes(`<${tag} `)).length;

function suite(exercise: string, rows: readonly Row[]): string {
  const cells = rows.map((row) => [row, row.cells.find((cell) => cell.exercise === exercise)!] as const);
  const lines = cells.flatMap(([row, cell]) => casesOf(row, cell));
  const open = cells.filter(([, { state }]) => state === 'attention' || state === 'waiting').length;
  const problem = open === 0 ? '' : `<system-err>${open} not judged yet</system-err>`;
  const errors = count(lines, 'error') + open;
  return `<testsuite name="${escapeXml(exercise)}" tests="${lines.length + open}" failures="${count(lines, 'failure')}" errors="${errors}" skipped="${count(lines, 'skipped')}">\n${lines.join('\n')}\n${problem}</testsuite>`;
}

export const junitXml = ({ rows }: Gradebook): string => {
  const exercises = rows[0]?.cells.map(({ exercise }) => exercise) ?? [];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="chalkgrad">\n${exercises.map((one) => suite(one, rows)).join('\n')}\n</testsuites>\n`;
};
