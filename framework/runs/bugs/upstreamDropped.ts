import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** The op hands on its own slope and forgets what came from above. */
export const upstreamDropped: Bug = {
  id: 'upstream-dropped',
  summary: 'The activation passes on its own slope and drops the gradient that arrives.',
  runs: ['xor-scalars', 'moons-skip', 'sine-frequency'],
  substitutes: [
    { name: 'tanh.backward', run: (_grad: Tensor, { output }: SubstitutedCall) => [output.square().neg().add(1)] },
    { name: 'sin.backward', run: (_grad: Tensor, { inputs }: SubstitutedCall) => [inputs[0]!.cos()] },
  ],
};
