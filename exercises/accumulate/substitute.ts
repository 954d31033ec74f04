import {
  isListening,
  type LoadedBatch,
  type Metrics,
  measured,
  noGrad,
  type Supervised,
  showOutputs,
  type Tensor,
  unheard,
} from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** How many pieces a batch is taken in. */
const PIECES = 4;

/** A batch is taken in four pieces. What is measured of the whole is asked of the model before the step. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'trainStep',
  room: 'train',
  runs: ['three-clouds', 'spiral-mlp', 'credit-logistic', 'digits-mlp', 'digits-cnn', 'moons-skip', 'noisy-moons'],
  track: 'digits-cnn.7',
  differs: { 'never-zeroes': /^update / },
  parts: ({ accumulatedStep }) => [
    {
      name: 'trainStep',
      run: (parts: Supervised, { tensors }: LoadedBatch): Metrics => {
        const { model, optimizer, loss: criterion, measures } = parts;
        const [inputs, targets] = tensors as [Tensor, Tensor];
        model.train();
        const outputs = unheard(() => noGrad(() => model.forward(inputs)));
        const value = unheard(() => noGrad(() => criterion(outputs, targets))).itemSync();
        if (isListening()) showOutputs(parts, { inputs, targets }, outputs, 0, value);
        const piece = Math.ceil(inputs.shape[0]! / PIECES);
        const loss = accumulatedStep(model as never, optimizer as never, criterion, inputs, targets, piece);
        if (typeof loss !== 'number') throw new TypeError('returned no mean loss');
        return { loss, ...measured(measures, outputs, targets) };
      },
    },
  ],
});
