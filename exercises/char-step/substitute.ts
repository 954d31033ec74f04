import { customFunction, Module, noGrad, Parameter, type Tensor, tensor, zeros } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** A model of letters whose gradients are given: whatever the loss, they come back as they are. Only the clipping is left to do. */
class Given extends Module {
  readonly parts: readonly Parameter[];
  private readonly gradients: readonly Tensor[];

  constructor(gradients: readonly Tensor[]) {
    super();
    this.parts = gradients.map(({ shape, dtype }) => new Parameter(zeros(shape, { dtype })));
    this.gradients = gradients;
  }

  protected override *ownTensors(): Generator<[string, Tensor]> {
    for (const [i, part] of this.parts.entries()) yield [`part${i}`, part];
  }

  forward(tokens: Tensor): [logits: Tensor, state: Tensor] {
    const [rows, steps] = tokens.shape as [number, number];
    const answer = customFunction({
      name: 'given',
      forward: () => zeros([rows, steps, 2]),
      backward: () => this.gradients,
    });
    return [answer(...this.parts), zeros([1, 1, 1])];
  }
}

/** Only its clipping: a step on two letters in which the gradients are those of the run, and nothing is updated. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'clipGradNorm',
  room: 'optim',
  needs: { clip: '0.2' },
  runs: ['recall-rnn', 'recall-lstm', 'recall-gru'],
  track: 'recall-rnn.7(clip=0.2)',
  isSilent: true,
  differs: { 'clips-per-tensor': /^update / },
  parts: ({ trainStep }) => [
    {
      name: 'clipGradNorm',
      run: (parameters: readonly Tensor[], maxNorm: number) => {
        const touched = parameters.filter(({ grad }) => grad !== null);
        const gradients = touched.map(({ grad }) => grad!);
        const squares = gradients.reduce((sum, gradient) => sum + gradient.square().sum().itemSync(), 0);
        const model = new Given(gradients.map((gradient) => tensor(gradient.dataSync(), { shape: gradient.shape })));
        let clipped: readonly (Tensor | null)[] = [];
        const optimizer = {
          lr: 0,
          zeroGrad: () => model.zeroGrad(),
          step: () => {
            clipped = model.parts.map(({ grad }) => grad);
          },
          parameters: () => [...model.parts],
        };
        trainStep(model as never, optimizer as never, Int32Array.of(0, 1), null, maxNorm);
        noGrad(() => {
          for (const [i, parameter] of touched.entries()) parameter.grad = clipped[i] ?? null;
        });
        return tensor(Math.sqrt(squares));
      },
    },
  ],
});
