import { decodeText, readSquad } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick, variedTree } from '../mutate.ts';

const context = 'The 🐢 lives in Basel, near the Rhine.';
const files = [
  {
    version: '1.1',
    data: [
      {
        title: 'Turtles',
        paragraphs: [
          { context, qas: [{ id: 'q1', question: 'Where?', answers: [{ text: 'Basel', answer_start: 15 }] }] },
          { context: 'x'.repeat(1000), qas: [{ id: 'q2', question: '?', answers: [], is_impossible: true }] },
        ],
      },
    ],
  },
  { data: [] },
];

export const squad: FuzzTarget = {
  name: 'squad',
  seeds: () => files.map((file) => new TextEncoder().encode(JSON.stringify(file))),
  vary: (g) => new TextEncoder().encode(JSON.stringify(variedTree(pick(files, g), g)) ?? ''),
  read(bytes) {
    for (const { context: whole, answers } of readSquad(decodeText(bytes, 'file'), 'file')) {
      for (const { text, start } of answers)
        if (whole.slice(start, start + text.length) !== text) throw new Error('an answer stands elsewhere');
    }
  },
};
