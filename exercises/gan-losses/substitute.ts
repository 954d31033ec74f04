import { bceWithLogits, emit, inPass, isListening, ones, type Tensor, tensor, zeros } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

interface Both<T> {
  readonly generator: T;
  readonly discriminator: T;
}
interface Parts {
  readonly players: Both<{ forward(x: Tensor): Tensor }> & { train(): unknown };
  readonly optimizers: Both<{ zeroGrad(): void; step(): void }>;
  readonly knobs: { readonly discriminatorSteps: number; readonly generatorSteps: number; readonly loss: string };
  readonly draw: (examples: number) => Tensor;
  readonly show: () => void;
}

const tell = (pass: string, value: number): void => {
  if (isListening()) emit({ type: 'loss', op: 0, pass, value });
};

/** Both losses are the reader's, and the slope from which the generator's way back begins; the discriminator's way back is ours. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'ganStep',
  room: 'runs',
  runs: ['ring-gan', 'digits-gan'],
  track: 'ring-gan.7',
  differs: {
    'saturating-loss': /generator\.discriminator/,
    'gradient-of-the-discriminator': /generator\.discriminator/,
  },
  parts: ({ ganLosses }) => [
    {
      name: 'ganStep',
      run: ({ players, optimizers, knobs, draw, show }: Parts, real: Tensor) => {
        if (knobs.discriminatorSteps !== 1 || knobs.generatorSteps !== 1 || knobs.loss !== 'non-saturating')
          throw new TypeError('works with one update of each player and the non-saturating loss');
        const { generator, discriminator } = players;
        players.train();
        const examples = real.shape[0]!;
        const fake = inPass('generator', () => generator.forward(draw(examples)));
        optimizers.discriminator.zeroGrad();
        const judge = (pass: string, x: Tensor, label: Tensor): number[] =>
          inPass(pass, () => {
            const logits = discriminator.forward(x); // [m, 1]
            bceWithLogits(logits, label).backward();
            return Array.from(logits.dataSync());
          });
        const known = judge('discriminator.real', real, ones([examples, 1]));
        const found = judge('discriminator.fake', fake.detach(), zeros([examples, 1]));
        const paid = ganLosses(known, found).discriminator;
        // Either half alone: the other one sees logits that cost nothing.
        tell('discriminator.real', ganLosses(known, [-1000]).discriminator);
        tell('discriminator.fake', ganLosses([1000], found).discriminator);
        inPass('discriminator.fake', () => optimizers.discriminator.step());
        show();
        optimizers.generator.zeroGrad();
        const numbers = inPass('generator', () => {
          const logits = discriminator.forward(fake); // [m, 1]
          const { generator: loss, gradFake } = ganLosses([0], Array.from(logits.dataSync()));
          if (!Array.isArray(gradFake) || gradFake.length !== logits.size)
            throw new TypeError(`gradFake holds no ${logits.size} numbers`);
          logits.backward({ gradient: tensor(Float32Array.from(gradFake), { shape: logits.shape }) });
          tell('generator', loss);
          optimizers.generator.step();
          return loss;
        });
        return { loss: numbers, discriminatorLoss: paid };
      },
    },
  ],
});
