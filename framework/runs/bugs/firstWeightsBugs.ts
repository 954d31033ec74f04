/** Mistakes that are made before anything is learned: in what is trained, and in how its first values are drawn. */
import type { Module } from '../../nn/Module.ts';
import type { Bug } from './Bug.ts';

const runs = ['deep-stack'];

/** Layers in a list that nobody walks through: they compute, and are never trained. */
export const paramsNotRegistered: Bug = {
  id: 'params-not-registered',
  summary:
    'The layers between the first and the last are kept where nobody looks for parameters, and are never trained.',
  runs,
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

/** Equal units get equal gradients; units of zeros get none. */
export const zeroInitSymmetry: Bug = {
  id: 'zero-init-symmetry',
  summary: 'Every weight starts at 0: all units are one unit, and no gradient finds its way back.',
  runs,
  substitutes: [{ name: 'kaimingNormal_.std', run: () => 0 }],
};

/** σ² in the place of σ: with 32 inputs a quarter of what it should be, at every layer. */
export const stdUsedAsVariance: Bug = {
  id: 'std-used-as-variance',
  summary: 'The variance 2 / fan-in is used as if it were the standard deviation.',
  runs,
  substitutes: [{ name: 'kaimingNormal_.std', run: ([, inputs]: readonly number[]) => 2 / inputs! }],
};

/** He's rule with the outputs counted. Where layers are square nothing changes. */
export const fanInOutSwapped: Bug = {
  id: 'fan-in-out-swapped',
  summary: 'The spread of the first weights goes by the number of outputs, not of inputs.',
  runs,
  substitutes: [{ name: 'kaimingNormal_.std', run: ([outputs]: readonly number[]) => Math.sqrt(2 / outputs!) }],
};
