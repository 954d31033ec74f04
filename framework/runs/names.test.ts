// What a network of names is asked beside its training: to read a text of somebody's own, and to write.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Letters, listen, type TrainingSetup } from '../index.ts';
import { watchRun } from './lessonFigures.ts';

let setup: TrainingSetup;
let letters: Letters;
beforeAll(async () => {
  const run = await watchRun('names-lstm', {});
  await run.to(60);
  ({ setup } = run);
  letters = setup.letters!;
}, 60_000);

const gradients = (): number[][] =>
  [...setup.model.parameters()].map((parameter) => [...(parameter.grad?.dataSync() ?? [])]);
const emptied = (): void => {
  for (const parameter of setup.model.parameters()) parameter.grad = null;
};

describe('a text of somebody’s own', () => {
  it('is a batch of one: its letters after the dot, and what follows each', () => {
    const { tensors } = letters.batch('abc', null);
    expect(tensors.map((tensor) => tensor.toArray())).toEqual([[[0, 1, 2, 3]], [[1, 2, 3, 0]]]);
    expect(letters.batch('abc', 1).tensors[1]!.toArray()).toEqual([[-100, 2, -100, -100]]);
    expect(letters.batch('', null).tensors[0]!.toArray()).toEqual([[0]]);
  });

  it('its loss is the mean of the losses after single letters, and so are its gradients', () => {
    emptied();
    const whole = letters.walk(letters.batch('lima', null))['loss']!;
    const ofWhole = gradients();
    emptied();
    const single = [0, 1, 2, 3, 4].map((letter) => letters.walk(letters.batch('lima', letter))['loss']!);
    expect(single.reduce((sum, loss) => sum + loss, 0) / 5).toBeCloseTo(whole, 5);
    for (const [i, sums] of gradients().entries())
      for (const [j, sum] of sums.entries()) expect(sum / 5).toBeCloseTo(ofWhole[i]![j]!, 5);
    emptied();
  });

  it('makes no update, and tells its loss to whoever listens', () => {
    const before = [...setup.model.parameters()].map((parameter) => [...parameter.dataSync()]);
    const heard: number[] = [];
    const stop = listen((event) => {
      if (event.type === 'loss') heard.push(event.value);
    });
    const { loss } = letters.walk(letters.batch('oslo', null));
    stop();
    expect(heard).toEqual([loss]);
    expect([...setup.model.parameters()].map((parameter) => [...parameter.dataSync()])).toEqual(before);
    emptied();
  });

  it('is refused in a sentence: an unknown letter, too many, a place that it does not have', () => {
    expect(() => letters.batch('Ö', null)).toThrow(/Ö/);
    expect(() => letters.batch('a'.repeat(25), null)).toThrow('25 letters are too many to read');
    expect(() => letters.batch('abc', 4)).toThrow('the text has no letter 4');
  });
});

describe('writing', () => {
  const write = (temperature: number, draw = 0) => letters.write({ count: 6, temperature, draw });

  it('the same weights and the same draw give the same names, another draw gives others', () => {
    expect(write(1)).toEqual(write(1));
    expect(write(1, 1)).not.toEqual(write(1));
  });

  it('near zero there is only the likeliest name, and high up they are noise', () => {
    const cold = new Set(write(0.01).map(({ text }) => text));
    expect(cold.size).toBe(1);
    // The likeliest name is the one that takes the likeliest letter each time.
    let text = '';
    for (;;) {
      const { tensors } = letters.batch(text, null);
      const model = setup.model as unknown as { forward(x: unknown): { dataSync(): Float32Array } };
      const row = model.forward(tensors[0]).dataSync().slice(-27);
      const best = row.indexOf(Math.max(...row));
      if (best === 0 || text.length === 24) break;
      text += String.fromCharCode(96 + best);
    }
    expect([...cold]).toEqual([text]);
    const loud = letters.write({ count: 40, temperature: 50, draw: 0 });
    const rare = loud.map(({ text }) => text).join('');
    expect(rare.length).toBeGreaterThan(100);
    expect([...rare].filter((letter) => 'jqxz'.includes(letter)).length / rare.length).toBeCloseTo(4 / 26, 1);
  });

  it('says what stands in the data, and names that were not learned from are in it', () => {
    const all = Array.from({ length: 20 }, (_, draw) => write(0.5, draw)).flat();
    for (const { text, found } of all) if (letters.unseen.includes(text)) expect(found).toBe('unseen');
    expect(all.some(({ found }) => found === null)).toBe(true);
    expect(letters.unseen.length).toBe(60);
  });

  it('refuses a temperature of zero', () => {
    expect(() => write(0)).toThrow('a temperature of 0');
  });
});
