import {
  isListening,
  type LoadedBatch,
  type Metrics,
  measured,
  type Supervised,
  showOutputs,
  type Tensor,
} from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** The loader brings one batch after the other; each is an epoch of one batch. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'trainStep',
  room: 'train',
  runs: ['line-regression', 'plane-regression', 'three-clouds', 'xor-scalars', 'spiral-mlp', 'credit-logistic', 'digits-mlp', 'digits-cnn', 'five-mlp', 'moons-skip', 'noisy-moons'], // biome-ignore format: one line reads better
  track: 'spiral-mlp.7',
  differs: { 'no-zero-grad': /^update / },
  parts: ({ trainEpoch }) => [
    {
      name: 'trainStep',
      run: (parts: Supervised, { tensors }: LoadedBatch): Metrics => {
        const { model, optimizer, loss: criterion, measures } = parts;
        const [inputs, targets] = tensors as [Tensor, Tensor];
        let seen: Tensor | null = null;
        const watched = (outputs: Tensor, wanted: Tensor): Tensor => {
          const loss = criterion(outputs, wanted);
          seen = outputs;
          const id = loss.history?.id ?? 0;
          if (isListening()) showOutputs(parts, { inputs, targets }, outputs, id, loss.itemSync());
          return loss;
        };
        const loss = trainEpoch(model as never, [[inputs, targets]], watched, optimizer as never);
        if (typeof loss !== 'number' || seen === null) throw new TypeError('returned no mean loss, or asked for none');
        return { loss, ...measured(measures, seen, targets) };
      },
    },
  ],
});
