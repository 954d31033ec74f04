// The programs of the lesson on other frameworks: what is shown is what ran, and what ran began with the same numbers.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findRun } from '#framework';
import { fivePrograms, spellings } from './fivePrograms.ts';
import { columnOf, digitsOf, FRAMEWORKS, firstDifference, ROWS, rowsOf } from './programRows.ts';
import given from './programs/five.json' with { type: 'json' };
import { runOurs } from './programs/ours.ts';
import keras from './recorded/keras.json' with { type: 'json' };
import pytorch from './recorded/pytorch.json' with { type: 'json' };
import tensorflow from './recorded/tensorflow.json' with { type: 'json' };
import type { Named, Recorded } from './recorded.ts';

const others = { pytorch, tensorflow, keras } as unknown as Readonly<Record<string, Recorded>>;
const numbersOf = (named: Named): number[] =>
  Object.keys(given.weights).flatMap((name) => (named[name as keyof Named] as number[][]).flat());

describe('ours, and five accents', () => {
  it('begins everywhere with the numbers of the run five-mlp', async () => {
    const { loader, model } = await findRun('five-mlp').build({ seed: 7 });
    const [batch] = loader.epoch(0);
    const [points, labels] = batch!.tensors.map((one) => one.toArray());
    const weights = Object.fromEntries(Object.entries(model.stateDict()).map(([name, one]) => [name, one.toArray()]));
    expect(given).toMatchObject({ points, labels, weights });
    for (const { steps } of [runOurs(), ...Object.values(others)]) expect(steps[0]!.weights).toEqual(weights);
  });

  it.each(Object.keys(others))('says in %s what it says here, to the rounding of float32', (name) => {
    const ours = runOurs();
    const theirs = others[name]!;
    expect(theirs.version).not.toBe('');
    expect(theirs.steps).toHaveLength(ours.steps.length);
    for (const [i, step] of theirs.steps.entries()) {
      const mine = ours.steps[i]!;
      expect(step.loss).toBeCloseTo(mine.loss, 6);
      const pairs = [
        [step.logits.flat(), mine.logits.flat()],
        [numbersOf(step.after), numbersOf(mine.after)],
        ...(step.gradients === null ? [] : [[numbersOf(step.gradients), numbersOf(mine.gradients!)]]),
      ] as [number[], number[]][];
      for (const [got, wanted] of pairs) {
        expect(got).toHaveLength(wanted.length);
        for (const [j, value] of got.entries()) expect(Math.abs(value - wanted[j]!)).toBeLessThan(1e-6);
      }
    }
  });

  it('cuts its rows from the programs, and has no line for emptying gradients but in two', () => {
    for (const [name, programs] of Object.entries(fivePrograms))
      for (const { text } of programs) {
        const rows = rowsOf(text);
        expect(Object.keys(rows), name).toEqual(expect.arrayContaining(['data', 'weights', 'loss', 'update', 'read']));
        for (const code of Object.values(rows)) expect(code.split('\n').length, `${name}\n${code}`).toBeLessThan(7);
      }
    const emptying = FRAMEWORKS.filter((name) => fivePrograms[name].some(({ text }) => rowsOf(text).zero));
    expect(emptying).toEqual(['ours', 'pytorch']);
  });

  it('gives no number to a program that was not run', () => {
    for (const name of FRAMEWORKS)
      for (const [i, program] of fivePrograms[name].entries()) {
        const column = columnOf(program, spellings[name][i]!);
        const numbers = ROWS.flatMap((row) => column.cells[row].numbers);
        expect(numbers.length > 0, name).toBe(column.ran !== null);
        // What says that it was not run says so in its first line, too.
        if (column.ran === null) expect(program.text.split('\n')[0]).toMatch(/Not run/);
      }
  });

  it('records what its script recorded: the JSON names the script that wrote it', () => {
    for (const [name, extension] of [
      ['pytorch', 'py'],
      ['tensorflow', 'mjs'],
      ['keras', 'mjs'],
    ]) {
      const text = readFileSync(new URL(`programs/${name}.${extension}`, import.meta.url), 'utf8');
      expect(text).toContain(`Writes recorded/${name}.json`);
    }
  });

  it('finds the first digit that differs', () => {
    expect(firstDifference('1.14715970', '1.14715981')).toBe(8);
    expect(firstDifference('1.14715970', '1.14715970')).toBe(-1);
    expect(digitsOf(1.1471596956253052)).toBe('1.14715970');
  });
});
