import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { equations } from '../stage/equations/index.ts';
import { type CodePiece, cellCode, cutOut } from './cellPieces.ts';

const equationOf = { rnn: 'recurrent-cell', lstm: 'lstm-memory', gru: 'gru-state', attention: 'attention' } as const;

describe.each(Object.entries(cellCode) as [keyof typeof equationOf, readonly CodePiece[]][])(
  'the code of the %s',
  (cell, pieces) => {
    const terms = equations[equationOf[cell]].terms.map(({ sym }) => sym);

    it('stands in its files, and every word that is linked stands in its piece', () => {
      for (const piece of pieces) {
        const code = cutOut(readFileSync(piece.file, 'utf8'), piece);
        expect(code, piece.file).not.toBeNull();
        for (const word of Object.keys(piece.terms))
          expect(code, `${piece.file}: ${word}`).toMatch(new RegExp(`\\b${word}\\b`));
      }
    });

    it('has every term of its equation in TypeScript or in a kernel, and no other', () => {
      const linked = new Set(pieces.flatMap((piece) => Object.values(piece.terms)));
      expect([...linked].filter((sym) => !terms.includes(sym) && sym !== 'before')).toEqual([]);
      expect(terms.filter((sym) => !linked.has(sym))).toEqual([]);
    });
  },
);
