/** The programs that the lab begins with, in their order. Each is a file that runs as it stands; here are their texts. */
const texts = import.meta.glob<string>(['./*.ts', '!./index.ts'], { query: '?raw', import: 'default', eager: true });

export const starterNames = [
  'hidden-softmax',
  'unmoved-sum',
  'thousandfold',
  'learning-rate-learns',
  'moving-point',
  'rate-finder',
  'seeded-search',
  'two-graphs',
  'own-run',
] as const;
export type StarterName = (typeof starterNames)[number];

/** Those whose last line is asked for before it is seen. A run of one's own prints none. */
export const asksFor = (name: StarterName): boolean => name !== 'own-run';

export const starterText = (name: StarterName): string => texts[`./${name}.ts`]!;
