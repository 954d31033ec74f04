import { emit, inPass, isListening, listen, type Tensor, type TraceEvent } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

interface Player {
  forward(x: Tensor): Tensor;
  parameters(): Iterable<Tensor>;
  train(): unknown;
}
interface Rule {
  readonly lr: number;
  zeroGrad(): void;
  step(): void;
}
interface Both<T> {
  readonly generator: T;
  readonly discriminator: T;
}
interface Parts {
  readonly players: Both<Player> & { train(): unknown };
  readonly optimizers: Both<Rule>;
  readonly knobs: { readonly discriminatorSteps: number; readonly generatorSteps: number; readonly loss: string };
  readonly draw: (examples: number) => Tensor;
  readonly show: () => void;
}

/** What the discriminator is asked, in this order. */
const passes = ['discriminator.real', 'discriminator.fake', 'generator'] as const;
type Loss = Extract<TraceEvent, { type: 'op.fwd' }>;

/** The reader's step moves both players; passes are told by what the discriminator is shown. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'ganStep',
  room: 'runs',
  runs: ['ring-gan', 'digits-gan'],
  track: 'ring-gan.7',
  differs: { 'labels-swapped': /bceWithLogits/, 'one-optimizer-for-both': /^update discriminator/ },
  parts: ({ ganStep }) => [
    {
      name: 'ganStep',
      run: ({ players, optimizers, knobs, draw, show }: Parts, real: Tensor) => {
        if (knobs.discriminatorSteps !== 1 || knobs.generatorSteps !== 1 || knobs.loss !== 'non-saturating')
          throw new TypeError('works with one update of each player and the non-saturating loss');
        players.train();
        let asked = 0;
        const losses: Loss[] = [];
        const stop = isListening()
          ? listen((event) => void (event.type === 'op.fwd' && event.name === 'bceWithLogits' && losses.push(event)), {
              observes: [],
            })
          : null;
        const told = (player: Player, pass: () => string): Player => ({
          forward: (x) => inPass(pass(), () => player.forward(x)),
          parameters: () => player.parameters(),
          train: () => player.train(),
        });
        const shown = {
          generator: told(players.generator, () => 'generator'),
          discriminator: told(players.discriminator, () => passes[Math.min(asked++, 2)]!),
        };
        const rule = (name: 'generator' | 'discriminator', pass: string, after: () => void): Rule => ({
          get lr() {
            return optimizers[name].lr;
          },
          zeroGrad: () => optimizers[name].zeroGrad(),
          step: () => {
            inPass(pass, () => optimizers[name].step());
            after();
          },
        });
        const rules = {
          generator: rule('generator', 'generator', () => {}),
          discriminator: rule('discriminator', 'discriminator.fake', show),
        };
        try {
          const paid = ganStep(shown as never, rules as never, real, draw);
          if (typeof paid?.discriminator !== 'number' || typeof paid.generator !== 'number')
            throw new TypeError('returned no two losses');
          for (const [i, { op, output }] of losses.entries())
            emit({ type: 'loss', op, pass: passes[Math.min(i, 2)]!, value: Number(output.read()[0]) });
          return { loss: paid.generator, discriminatorLoss: paid.discriminator };
        } finally {
          stop?.();
        }
      },
    },
  ],
});
