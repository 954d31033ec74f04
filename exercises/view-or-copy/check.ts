import { arange, type Tensor } from '#framework';
import { defineExercise } from '../grader/define.ts';

const options = { shares: 'shares the memory of x', copies: 'has memory of its own' };

/** All eight begin at a tensor of four rows and six columns that lies flat. */
const expressions: Readonly<Record<string, { readonly text: string; readonly make: (x: Tensor) => Tensor }>> = {
  slice: { text: 'x.slice(1, 0, 2)', make: (x) => x.slice(1, 0, 2) },
  transpose: { text: 'x.transpose()', make: (x) => x.transpose() },
  flat: { text: 'x.reshape([-1])', make: (x) => x.reshape([-1]) },
  turnedFlat: { text: 'x.transpose().reshape([-1])', make: (x) => x.transpose().reshape([-1]) },
  columnsFlat: { text: 'x.slice(1, 0, 2).reshape([-1])', make: (x) => x.slice(1, 0, 2).reshape([-1]) },
  rowsFlat: { text: 'x.slice(0, 1, 3).reshape([-1])', make: (x) => x.slice(0, 1, 3).reshape([-1]) },
  flip: { text: 'x.flip(0)', make: (x) => x.flip(0) },
  expand: { text: 'x.slice(0, 0, 1).expand([4, 6])', make: (x) => x.slice(0, 0, 1).expand([4, 6]) },
};

/** Write into every number of x, and see whether the other one notices. */
function sees(make: (x: Tensor) => Tensor): string {
  const x = arange(24).reshape([4, 6]);
  const y = make(x);
  const before = [...y.dataSync()];
  x.buffer.fill(-5);
  const after = [...y.dataSync()];
  return after.every((value, i) => value === before[i]) ? 'copies' : 'shares';
}

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: Object.entries(expressions).map(([id, { text }]) => ({ id, title: text, options })),
  truth: () => Object.fromEntries(Object.entries(expressions).map(([id, { make }]) => [id, sees(make)])),
});
