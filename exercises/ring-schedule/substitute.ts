import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'ringSchedule',
  room: 'runs',
  runs: ['digits-workers'],
  track: 'digits-workers.7(epochs=3)',
  isSilent: true,
  differs: { 'copies-in-the-first-half': /^update / },
  parts: ({ ringSchedule }) => [
    { name: 'ringSchedule', run: (workers: number, length: number) => ringSchedule(workers, length) },
  ],
});
