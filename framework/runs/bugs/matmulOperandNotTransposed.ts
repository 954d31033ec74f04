import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

const isSquare = ({ shape }: Tensor): boolean => shape.length === 2 && shape[0] === shape[1];

/** Ā = Ȳ B where Ȳ Bᵀ belongs. Only a square B lets it pass: elsewhere the shapes do not fit, and one would have noticed. */
export const matmulOperandNotTransposed: Bug = {
  id: 'matmul-operand-not-transposed',
  summary: 'The derivative of a matrix product multiplies by the right operand as it is, where its transpose belongs.',
  runs: ['moons-skip'],
  substitutes: [
    {
      name: 'matmul.backward',
      run: (grad: Tensor, { inputs }: SubstitutedCall) => {
        const [a, b] = inputs as [Tensor, Tensor];
        return [
          a.requiresGrad ? grad.matmul(isSquare(b) ? b : b.transpose()) : null,
          b.requiresGrad ? a.transpose().matmul(grad) : null,
        ];
      },
    },
  ],
};
