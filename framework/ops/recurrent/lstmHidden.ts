import { isGradEnabled } from '../../tensor/history.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkGates, fusedFor } from './gates.ts';

type Args = [gates: Tensor, memory: Tensor];

/**
 * What an LSTM shows of its memory: its next hidden state. gates: [N, 4H], before their sigmoid or tanh, in PyTorch's order i, f, g, o
 * (only o plays a part here), memory: [N, H], the next one already → [N, H]. Source: Hochreiter & Schmidhuber (1997).
 *
 * @example const hidden = gates.lstmHidden(gates.lstmMemory(memory));
 */
export const lstmHidden: Op<Args> = defineOp<Args, { readonly bent: Tensor } | null>({
  name: 'lstmHidden',
  summary: 'What an LSTM shows of its memory: its next hidden state.',
  tex: {
    forward: String.raw`h = \sigma(o) \odot \tanh c`,
    backward: String.raw`\bar{o} = \bar{h} \odot \tanh c \odot \sigma'(o), \quad \bar{c} = \bar{h} \odot \sigma(o) \odot \tanh' c`,
  },
  kernels: ['lstmHidden', 'map', 'zip'],
  operands: 2,
  forward: (gates, memory) => {
    checkGates('lstmHidden', gates, memory, 4);
    const fused = fusedFor(gates, memory);
    if (fused === null) return { output: outputGate(gates, memory).sigmoid().mul(memory.tanh()), saved: null };
    const output = emptyTensor(memory.shape, memory.dtype);
    const bent = emptyTensor([2, ...memory.shape], memory.dtype);
    fused.lstmHidden(gates, memory, output.memory, bent.memory);
    return { output, saved: { bent } };
  },
  backward: (grad, { inputs: [gates, memory], saved }) => {
    const fused = saved === null || isGradEnabled() ? null : fusedFor(gates, memory);
    if (fused !== null) {
      const ofGates = emptyTensor(gates.shape, gates.dtype);
      const ofMemory = emptyTensor(memory.shape, memory.dtype);
      fused.lstmHiddenGrad(grad, saved!.bent.memory, ofGates.memory, ofMemory.memory);
      return [ofGates, ofMemory];
    }
    const open = outputGate(gates, memory).sigmoid(); // recorded anew for second derivatives
    const level = memory.tanh();
    const ofOutput = grad.mul(level).mul(open.mul(open.neg().add(1)));
    return [ofOutput.pad([3 * memory.shape[1]!, 0]), grad.mul(open).mul(level.square().neg().add(1))];
  },
  examples: (g) => [
    [uniform(g, [2, 12], [-2, 2]), uniform(g, [2, 3], [-2, 2])],
    [uniform(g, [3, 4], [-2, 2]), uniform(g, [3, 1], [-2, 2])],
    [uniform(g, [1, 20], [-2, 2]), uniform(g, [1, 5], [-2, 2])],
  ],
});

/** The last of the four. [N, H] */
const outputGate = (gates: Tensor, memory: Tensor): Tensor => gates.slice(1, 3 * memory.shape[1]!);
