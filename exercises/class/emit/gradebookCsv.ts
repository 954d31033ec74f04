/** The marks as one table: a row for everybody in the roster, a column for each exercise, the sum, and why. */
import { csvText } from '../csv.ts';
import { type Gradebook, marks } from '../gradebook.ts';

export function gradebookCsv({ rows }: Gradebook): string {
  const exercises = rows[0]?.cells.map(({ exercise }) => exercise) ?? [];
  const head = ['id', 'name', 'email', ...exercises, 'sum', 'max', 'kept for being in time', 'state'];
  return csvText([
    head,
    ...rows.map(({ student, cells, sum, max, kept }) => [
      student.id,
      student.name,
      student.email,
      // Nothing stands where nothing was judged: a zero would be a mark.
      ...cells.map(({ state, points }) =>
        state === 'missing' || state === 'attention' || state === 'waiting' ? '' : points,
      ),
      sum,
      max,
      kept,
      cells
        .map(
          ({ exercise, state, verdict }) =>
            `${marks[state]} ${exercise} ${verdict?.verdict ?? (state === 'missing' ? 'NOT_SUBMITTED' : 'WAITING')}`,
        )
        .join('; '),
    ]),
  ]);
}
