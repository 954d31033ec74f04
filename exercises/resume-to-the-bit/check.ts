import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import { type Plan, unbroken } from './given.ts';

const plan = (random: Generator, one: Partial<Plan>): readonly [never] => [
  {
    seed: whole(random, 1, 9999),
    optimizer: 'sgd',
    dropout: 0,
    norm: false,
    step: 3 * whole(random, 1, 2),
    otherOrder: false,
    ...one,
  } as never,
];

export default defineExercise({
  kind: 'framework',
  name: ['save', 'load'],
  args: ['run'],
  answer: 'resumed',
  cases: [
    known('sgd', 'plain SGD, saved between two epochs', (random) => plan(random, {})),
    trap('mid-epoch', 'saved in the middle of an epoch', (random) => plan(random, { step: 4 })),
    trap('momentum', 'SGD with momentum', (random) => plan(random, { optimizer: 'momentum' })),
    trap('adam', 'Adam, after a few steps', (random) => plan(random, { optimizer: 'adam' })),
    trap('adam-late', 'Adam in the middle of an epoch', (random) => plan(random, { optimizer: 'adam', step: 8 })),
    trap('dropout', 'a stream of dropout', (random) => plan(random, { dropout: 0.5, step: 6 })),
    trap('norm', 'batch norm, examined at once', (random) => plan(random, { norm: true })),
    trap('order', 'layers held in another order', (random) => plan(random, { otherOrder: true })),
    trap('all', 'all of it', (random) => plan(random, { optimizer: 'adam', dropout: 0.3, norm: true, step: 5 })),
  ],
  // Float32, and other kernels here than there: what has the same bits is compared where it ran.
  tolerance: { atol: 1e-4, rtol: 1e-3 },
  // A hundred short steps of a framework.
  wallMs: 20_000,
  // The run that never stopped: nothing is saved in it, and nothing loaded.
  truth: unbroken,
  facts: [
    {
      id: 'to-the-bit',
      title: 'the resumed run has the same bits as the one that never stopped',
      holds: (_, answer) => (answer as unknown as { sameBits: boolean }).sameBits,
    },
  ],
});
