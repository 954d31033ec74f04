import { type Cursor, Generator, noGrad, type TrainingSetup } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/** As a page that was closed and opened again: nothing is known of what was learned. */
function forget({ model, optimizers, generators }: TrainingSetup): void {
  noGrad(() => {
    for (const one of Object.values(model.stateDict())) one.copyFrom_(new Float32Array(one.size));
  });
  for (const optimizer of Object.values(optimizers)) {
    const { groups, steps } = optimizer.stateDict();
    optimizer.loadStateDict({ groups, steps: steps.map(() => 0), tensors: {} });
  }
  for (const generator of Object.values(generators)) {
    const { seed, stream } = generator.getState();
    generator.setState(new Generator(seed, stream).getState());
  }
}

/** In the middle of the second epoch the run is saved, forgotten and loaded again. Where it goes on, the player knows by itself. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'resume',
  room: 'train',
  needs: { optimizer: 'adam', dropout: '0.2' },
  runs: ['digits-cnn'],
  track: 'digits-cnn.7(examples=64,epochs=3,optimizer=adam,dropout=0.2)',
  isSilent: true,
  differs: { 'optimizer-state-lost': /^update / },
  parts: ({ save, load }) => [
    {
      name: 'resume',
      run: (setup: TrainingSetup): void => {
        const cursor: Cursor = { step: 0, epoch: 1, batch: 0 };
        const saved = save(setup, cursor);
        forget(setup);
        load(setup, saved);
      },
    },
  ],
});
