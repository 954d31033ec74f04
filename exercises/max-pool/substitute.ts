import { maxPool2d, type SubstitutedCall, type Tensor, tensor } from '#framework';
import { defineSubstitute, insteadOf, type Nested } from '../places/Substitute.ts';
import type { MaxPool } from './solution.ts';

type Picture = number[][][];
/** As the layers of these runs call it: square windows, no padding. */
type Args = [x: Tensor, size: number, options: { readonly stride?: number }];

/** The pictures of a batch. x: [N, C, H, W] */
const pictures = (x: Tensor): Picture[] => x.toArray() as Picture[];

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'MaxPool2d',
  room: 'nn',
  needs: { pool: 'max' },
  runs: ['digits-cnn', 'shapes-cnn'],
  track: 'digits-cnn.7',
  differs: { 'maxpool-grad-spread': /^backward pool2/, 'average-not-max': /^forward pool1/ },
  parts: ({ MaxPool: Own }) => {
    /** The layers that spoke on the way forwards, one a picture, hear of it on the way back. */
    const layers = new WeakMap<Tensor, MaxPool[]>();
    return [
      {
        name: 'maxPool2d',
        run: (...[x, size, options]: Args) => {
          const own = pictures(x).map((picture) => {
            const layer = new Own(size, options?.stride);
            return { layer, answer: layer.forward(picture) };
          });
          layers.set(
            x,
            own.map(({ layer }) => layer),
          );
          return insteadOf(
            maxPool2d(x, size, options),
            own.map(({ answer }) => answer as Nested),
          );
        },
      },
      {
        name: 'maxPool2d.backward',
        run: (grad: Tensor, { args, inputs }: SubstitutedCall) => {
          const own = layers.get((args as Args)[0]) ?? layers.get(inputs[0]!)!;
          const back = pictures(grad).map((picture, n) => own[n]!.backward(picture));
          return [tensor(back, { dtype: grad.dtype })];
        },
      },
    ];
  },
});
