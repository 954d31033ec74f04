import { type Tensor, tensor } from '#framework';
import { defineExercise } from '../grader/define.ts';

const [X, Y] = [5, 2];

interface Program {
  readonly text: string;
  readonly prints: (x: Tensor, y: Tensor) => number;
}

const walk = (x: Tensor, y: Tensor): void => x.mul(y).add(x).backward();
const empty = (x: Tensor): void => {
  x.grad = null;
};

/** Each is run by the framework: what it prints is the answer. */
const programs: Readonly<Record<string, Program>> = {
  once: {
    text: 'L = x·y + x; L.backward(); print x.grad',
    prints: (x, y) => {
      walk(x, y);
      return x.grad!.itemSync();
    },
  },
  twice: {
    text: 'L = x·y + x; L.backward(); L = x·y + x; L.backward(); print x.grad',
    prints: (x, y) => {
      walk(x, y);
      walk(x, y);
      return x.grad!.itemSync();
    },
  },
  emptied: {
    text: 'L = x·y + x; L.backward(); zeroGrad(); L = x·y + x; L.backward(); print x.grad',
    prints: (x, y) => {
      walk(x, y);
      empty(x);
      walk(x, y);
      return x.grad!.itemSync();
    },
  },
  value: {
    text: 'L = x·y + x; L.backward(); zeroGrad(); print x',
    prints: (x, y) => {
      walk(x, y);
      empty(x);
      return x.itemSync();
    },
  },
  losses: {
    text: 'A = x·y; B = x·x; A.backward(); B.backward(); print x.grad',
    prints: (x, y) => {
      const [a, b] = [x.mul(y), x.mul(x)];
      a.backward();
      b.backward();
      return x.grad!.itemSync();
    },
  },
};

const printed = ({ prints }: Program): number =>
  prints(tensor(X, { requiresGrad: true }), tensor(Y, { requiresGrad: true }));

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: Object.entries(programs).map(([id, { text }]) => ({ id, title: text })),
  truth: () => Object.fromEntries(Object.entries(programs).map(([id, program]) => [id, printed(program)])),
});
