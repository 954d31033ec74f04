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

const NAMES = ['w1', 'b1', 'w2', 'b2', 'w3', 'b3'] as const;
type Name = (typeof NAMES)[number];

/** The loss is looked at as ever; no gradient walks back. What the answer says, unheard, stands where `backward()` would have put it. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'trainStep',
  room: 'train',
  needs: { skip: 'true' },
  runs: ['moons-skip'],
  track: 'moons-skip.7',
  differs: { 'skip-forgotten': /^update w1$/, 'h1-for-h2': /^update w3$/ },
  parts: ({ mlpBackward }) => [
    {
      name: 'trainStep',
      run: (parts: Supervised, { tensors }: LoadedBatch): Metrics => {
        const { model, optimizer, loss: criterion, measures } = parts;
        const [inputs, targets] = tensors as [Tensor, Tensor];
        const weights = model as unknown as Record<Name, Tensor>;
        model.train();
        optimizer.zeroGrad();
        const outputs = model.forward(inputs);
        const loss = criterion(outputs, targets);
        const value = loss.itemSync();
        if (isListening()) showOutputs(parts, { inputs, targets }, outputs, loss.history?.id ?? 0, value);
        const p = Object.fromEntries(NAMES.map((name) => [name, weights[name].detach()])) as Record<Name, Tensor>;
        const gradients = unheard(() => noGrad(() => mlpBackward(inputs, targets, p)));
        for (const name of NAMES) {
          const { shape } = weights[name];
          if (String(gradients[name]?.shape) !== String(shape))
            throw new TypeError(`returned a gradient of ${name} of shape [${gradients[name]?.shape}] for [${shape}]`);
          weights[name].grad = gradients[name];
        }
        parts.beforeUpdate?.();
        optimizer.step();
        return { loss: value, ...measured(measures, outputs, targets) };
      },
    },
  ],
});
