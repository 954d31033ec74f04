import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

const drawn = (random: Generator, length: number, letters = 'ACGT'): string =>
  Array.from({ length }, () => letters[random.integer(letters.length)]!).join('');

/** Every base at least once, and never its own mirror: it begins with two of a kind and ends with others. */
const telling = (random: Generator, length: number): string => `AA${drawn(random, length)}CG`;

const partner: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A', N: 'N' };

export default defineExercise({
  kind: 'function',
  name: 'bases',
  args: ['sequence', 'strand'],
  answer: 'table',
  cases: [
    known('motif', 'TGACTCA', ['TGACTCA', '+']),
    known('other', 'the other strand of TGACTCA', ['TGACTCA', '-']),
    known('random', 'a random sequence', (random) => [telling(random, whole(random, 6, 10)), '+']),
    known('random-other', 'the other strand of a random sequence', (random) => [
      telling(random, whole(random, 6, 10)),
      '-',
    ]),
    trap('unread', 'bases that nobody could read', (random) => [`GN${telling(random, 5)}NT`, '+']),
    trap('unread-other', 'and on the other strand', (random) => [`GN${telling(random, 5)}NT`, '-']),
    trap('small', 'small letters among them', (random) => [`${telling(random, 4)}acgt${drawn(random, 3)}`, '+']),
    trap('one', 'a single base', ['C', '+']),
    trap('one-other', 'the partner of a single base', ['C', '-']),
    trap('four', 'four bases: as many places as rows', ['GATT', '+']),
    cost('long', 'a thousand bases', (random) => [drawn(random, 1000), '-']),
  ],
  // Letter by letter: which base is read at this place of this strand?
  truth: (sequence: string, strand: '+' | '-') => {
    const letters = sequence.toUpperCase().split('');
    const read = strand === '+' ? letters : letters.map((letter) => partner[letter]!).reverse();
    const table = Array.from({ length: 4 }, () => new Array<number>(read.length).fill(0));
    for (const [at, letter] of read.entries()) {
      const row = { A: 0, C: 1, G: 2, T: 3 }[letter];
      if (row !== undefined) table[row]![at] = 1;
    }
    return table;
  },
  sizes: (sequence: string) => ({ L: sequence.length }),
});
