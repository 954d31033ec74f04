import { dropout, Generator, ones, type SubstitutedCall, type Tensor, tensor } from '#framework';
import { defineSubstitute, insteadOf, rowsOf } from '../places/Substitute.ts';
import type { Dropout } from './solution.ts';

/** As the layer calls it. */
type Args = [x: Tensor, p: number, options: { readonly training: boolean; readonly generator: Generator }];

/** The next draws of a stream, without taking them from it. */
function ahead(generator: Generator): Generator {
  const { seed, stream } = generator.getState();
  const copy = new Generator(seed, stream);
  copy.setState(generator.getState());
  return copy;
}

/** Draws that fall as the framework's coins do: below p where it silences, above where it keeps. */
function drawsOf(x: Tensor, p: number, generator: Generator): number[] {
  const kept = dropout(ones(x.shape), p, { generator: ahead(generator) });
  return Array.from(kept.dataSync(), (factor) => (factor > 0 ? (1 + p) / 2 : p / 2));
}

const inRows = (values: readonly number[], [, width]: readonly number[]): number[][] =>
  Array.from({ length: values.length / width! }, (_, i) => values.slice(i * width!, (i + 1) * width!));

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'Dropout',
  room: 'nn',
  needs: { dropout: '0.5' },
  runs: ['noisy-moons', 'digits-mlp'],
  track: 'noisy-moons.7(dropout=0.3)',
  differs: { 'no-inverse-scaling': /^forward dropout1/, 'keeps-with-p': /^forward dropout1/ },
  parts: ({ Dropout: Own }) => {
    /** The layer that spoke on the way forwards hears of it on the way back. */
    const layers = new WeakMap<Tensor, Dropout>();
    return [
      {
        name: 'dropout',
        run: (...[x, p, options]: Args) => {
          const { training, generator } = options;
          const layer = new Own(p);
          layer.training = training;
          const draws = training ? drawsOf(x, p, generator) : rowsOf(x).flat().fill(0.5);
          const answer = layer.forward(rowsOf(x).flat(), draws);
          layers.set(x, layer);
          return insteadOf(dropout(x, p, options), inRows(answer, x.shape));
        },
      },
      {
        name: 'dropout.backward',
        run: (grad: Tensor, { args }: SubstitutedCall) => {
          const layer = layers.get((args as Args)[0])!;
          return [tensor(inRows(layer.backward(rowsOf(grad).flat()), grad.shape), { dtype: grad.dtype })];
        },
      },
    ];
  },
});
