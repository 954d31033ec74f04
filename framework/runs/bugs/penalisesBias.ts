import type { Module } from '../../nn/Module.ts';
import type { Bug } from './Bug.ts';

/** A bias shifts, it does not bend. Pulled to 0 with the weights, it can no longer put a border where it belongs. */
export const penalisesBias: Bug = {
  id: 'penalises-bias',
  summary: 'The penalty pulls at the biases, too.',
  runs: ['noisy-moons'],
  substitutes: [{ name: 'penalised', run: (network: Module) => [...network.parameters()] }],
};
