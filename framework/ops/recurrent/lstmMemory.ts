import { isGradEnabled } from '../../tensor/history.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { concat } from '../shape/concat.ts';
import { checkGates, fusedFor } from './gates.ts';

type Args = [gates: Tensor, memory: Tensor];

/**
 * The next memory of an LSTM: the old one as far as it is not forgotten, and something new as far as it is let in.
 * gates: [N, 4H], before their sigmoid or tanh, in PyTorch's order i, f, g, o (o plays no part here), memory: [N, H] → [N, H].
 * Source: Hochreiter & Schmidhuber (1997); forget gate: Gers, Schmidhuber & Cummins (2000).
 *
 * @example const next = gates.lstmMemory(memory); // and then gates.lstmHidden(next)
 */
export const lstmMemory: Op<Args> = defineOp<Args, { readonly bent: Tensor } | null>({
  name: 'lstmMemory',
  summary: 'The next memory of an LSTM: what is kept of the old one and what is let in.',
  tex: {
    forward: String.raw`c' = \sigma(f) \odot c + \sigma(i) \odot \tanh g`,
    backward: String.raw`\bar{i} = \bar{c}' \odot \tanh g \odot \sigma'(i), \quad \bar{f} = \bar{c}' \odot c \odot \sigma'(f), \quad \bar{g} = \bar{c}' \odot \sigma(i) \odot \tanh' g, \quad \bar{c} = \bar{c}' \odot \sigma(f)`,
  },
  kernels: ['lstmMemory', 'map', 'zip'],
  operands: 2,
  forward: (gates, memory) => {
    checkGates('lstmMemory', gates, memory, 4);
    const fused = fusedFor(gates, memory);
    if (fused === null) {
      const { input, forget, candidate } = bendsOf(gates);
      return { output: forget.mul(memory).add(input.mul(candidate)), saved: null };
    }
    const output = emptyTensor(memory.shape, memory.dtype);
    const bent = emptyTensor([3, ...memory.shape], memory.dtype);
    fused.lstmMemory(gates, memory, output.memory, bent.memory);
    return { output, saved: { bent } };
  },
  backward: (grad, { inputs: [gates, memory], saved }) => {
    const fused = saved === null || isGradEnabled() ? null : fusedFor(gates, memory);
    if (fused !== null) {
      const ofGates = emptyTensor(gates.shape, gates.dtype);
      const ofMemory = memory.requiresGrad ? emptyTensor(memory.shape, memory.dtype) : null;
      fused.lstmMemoryGrad(grad, saved!.bent.memory, memory, ofGates.memory, ofMemory?.memory ?? null);
      return [ofGates, ofMemory];
    }
    const { input, forget, candidate } = bendsOf(gates); // recorded anew for second derivatives
    const ofInput = grad.mul(candidate).mul(input.mul(input.neg().add(1)));
    const ofForget = grad.mul(memory).mul(forget.mul(forget.neg().add(1)));
    const ofCandidate = grad.mul(input).mul(candidate.square().neg().add(1));
    return [concat([ofInput, ofForget, ofCandidate, grad.mul(0)], 1), grad.mul(forget)];
  },
  examples: (g) => [
    [uniform(g, [2, 12], [-2, 2]), uniform(g, [2, 3], [-2, 2])],
    [uniform(g, [3, 4], [-2, 2]), uniform(g, [3, 1], [-2, 2])],
    [uniform(g, [1, 20], [-2, 2]), uniform(g, [1, 5], [-2, 2])],
  ],
});

/** The gates that matter here, after their sigmoid or tanh. */
function bendsOf(gates: Tensor): { input: Tensor; forget: Tensor; candidate: Tensor } {
  const [input, forget, candidate] = gates.chunk(4, 1) as [Tensor, Tensor, Tensor]; // each [N, H]
  return { input: input.sigmoid(), forget: forget.sigmoid(), candidate: candidate.tanh() };
}
