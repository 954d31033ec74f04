/**
 * Marks as Moodle takes them in: by `idnumber` or address, a grade and a feedback. Both columns always, for an import without one of
 * them empties it. Source: docs.moodle.org, "Grade import".
 */
import { csvText } from '../csv.ts';
import type { Gradebook, Row } from '../gradebook.ts';

/** What a student may read beside the grade: no input of a hidden case, no output of the program. */
export const feedbackOf = ({ cells, kept }: Row): string =>
  [
    ...cells.map(
      ({ exercise, points, max, state }) =>
        `${exercise}: ${state === 'missing' ? 'not handed in' : state === 'attention' || state === 'waiting' ? 'not judged yet' : `${points} of ${max}`}`,
    ),
    ...(kept < 1 ? [`late: ${Math.round(kept * 100)} % of the points are kept`] : []),
  ].join('; ');

const isJudged = ({ cells }: Row): boolean => cells.every(({ state }) => state !== 'attention' && state !== 'waiting');

export const moodleCsv = ({ rows }: Gradebook): string =>
  csvText([
    ['idnumber', 'username', 'email', 'grade', 'feedback'],
    // Whoever is not judged yet is left out: an empty grade would be one.
    ...rows
      .filter(isJudged)
      .map((row) => [row.student.idnumber, row.student.id, row.student.email, row.sum, feedbackOf(row)]),
  ]);
