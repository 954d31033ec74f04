import { isGradEnabled } from '../../tensor/history.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { concat } from '../shape/concat.ts';
import { checkGates, fusedFor } from './gates.ts';

type Args = [fromInput: Tensor, fromHidden: Tensor, hidden: Tensor];

/**
 * The next state of a GRU: a mixture of the old one and a new one. fromInput and fromHidden: what the input and the old state give to
 * each gate, [N, 3H] in PyTorch's order r, z, n, hidden: [N, H] → [N, H].
 * Source: Cho et al. (2014), §2.3, with r applied after the product, as PyTorch has it.
 *
 * @example
 * const [fromInput, fromHidden] = [linear(x, weightIh), linear(hidden, weightHh)];
 * const next = gruHidden(fromInput, fromHidden, hidden);
 */
export const gruHidden: Op<Args> = defineOp<Args, { readonly bent: Tensor } | null>({
  name: 'gruHidden',
  summary: 'The next state of a GRU: a mixture of the old one and a new one.',
  tex: {
    forward: String.raw`h' = (1 - z) \odot n + z \odot h, \qquad r = \sigma(r_x + r_h), \quad z = \sigma(z_x + z_h), \quad n = \tanh(n_x + r \odot n_h)`,
    backward: String.raw`\bar{n}_x = (1 - z) \odot (1 - n^2) \odot \bar{h}', \quad \bar{n}_h = r \odot \bar{n}_x, \quad \bar{r}_x = \bar{r}_h = \bar{n}_x \odot n_h \odot r \odot (1 - r), \quad \bar{z}_x = \bar{z}_h = \bar{h}' \odot (h - n) \odot z \odot (1 - z), \quad \bar{h} = z \odot \bar{h}'`,
  },
  kernels: ['gruHidden', 'map', 'zip'],
  operands: 3,
  forward: (fromInput, fromHidden, hidden) => {
    checkGates('gruHidden', fromInput, hidden, 3);
    checkGates('gruHidden', fromHidden, hidden, 3);
    const fused = fusedFor(fromInput, fromHidden, hidden);
    if (fused === null) {
      const { update, candidate } = bendsOf(fromInput, fromHidden);
      return { output: candidate.add(update.mul(hidden.sub(candidate))), saved: null };
    }
    const output = emptyTensor(hidden.shape, hidden.dtype);
    const bent = emptyTensor([3, ...hidden.shape], hidden.dtype);
    fused.gruHidden(fromInput, fromHidden, hidden, output.memory, bent.memory);
    return { output, saved: { bent } };
  },
  backward: (grad, { inputs: [fromInput, fromHidden, hidden], saved }) => {
    const fused = saved === null || isGradEnabled() ? null : fusedFor(fromInput, fromHidden, hidden);
    if (fused !== null) {
      const [ofInput, ofHidden] = [fromInput, fromHidden].map((t) => emptyTensor(t.shape, t.dtype)) as [Tensor, Tensor];
      const ofState = hidden.requiresGrad ? emptyTensor(hidden.shape, hidden.dtype) : null;
      const { memory } = saved!.bent;
      fused.gruHiddenGrad(grad, memory, fromHidden, hidden, ofInput.memory, ofHidden.memory, ofState?.memory ?? null);
      return [ofInput, ofHidden, ofState];
    }
    const { reset, update, candidate, newH } = bendsOf(fromInput, fromHidden); // recorded anew for second derivatives
    const kept = grad.mul(update);
    const ofNew = grad.sub(kept).mul(candidate.square().neg().add(1));
    const ofReset = ofNew.mul(newH).mul(reset.mul(reset.neg().add(1)));
    const ofUpdate = grad.mul(hidden.sub(candidate)).mul(update.mul(update.neg().add(1)));
    return [concat([ofReset, ofUpdate, ofNew], 1), concat([ofReset, ofUpdate, ofNew.mul(reset)], 1), kept];
  },
  examples: (g) => [
    [uniform(g, [2, 9], [-1, 1]), uniform(g, [2, 9], [-1, 1]), uniform(g, [2, 3], [-2, 2])],
    [uniform(g, [3, 3], [-1, 1]), uniform(g, [3, 3], [-1, 1]), uniform(g, [3, 1], [-2, 2])],
    [uniform(g, [1, 15], [-1, 1]), uniform(g, [1, 15], [-1, 1]), uniform(g, [1, 5], [-2, 2])],
  ],
});

/** r, z and n, and the part of the old state that r weighs; each [N, H]. */
function bendsOf(
  fromInput: Tensor,
  fromHidden: Tensor,
): { reset: Tensor; update: Tensor; candidate: Tensor; newH: Tensor } {
  const [resetX, updateX, newX] = fromInput.chunk(3, 1) as [Tensor, Tensor, Tensor];
  const [resetH, updateH, newH] = fromHidden.chunk(3, 1) as [Tensor, Tensor, Tensor];
  const reset = resetX.add(resetH).sigmoid();
  return { reset, update: updateX.add(updateH).sigmoid(), candidate: newX.add(reset.mul(newH)).tanh(), newH };
}
