/** Layers in a list that nobody walks through: they compute, and are never trained. */
import type { Module } from '../../nn/Module.ts';
import type { Bug } from './Bug.ts';

export const paramsNotRegistered: Bug = {
  id: 'params-not-registered',
  summary:
    'The layers between the first and the last are kept where nobody looks for parameters, and are never trained.',
  runs: ['deep-stack'],
  substitutes: [
    {
      name: 'Module.namedParameters',
      run: (module: Module) => {
        const all = [...module.namedParameters()];
        const boxOf = (path: string): string => path.split('.')[0]!;
        const ends = [all[0], all.at(-1)].map((entry) => boxOf(entry?.[0] ?? ''));
        return all.filter(([path]) => ends.includes(boxOf(path)));
      },
    },
  ],
};
