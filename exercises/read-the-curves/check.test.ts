import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { accuracy, crossEntropy, findRun, noGrad, type Tensor } from '#framework';
import { type Pair, pairs, spelled } from './check.ts';

async function measured({ run, knobs, looks, copied }: Pair) {
  const setup = await findRun(run).build({ knobs, seed: 7 });
  const { model, loader } = setup;
  const copies = [...loader.epoch(0)][0]!.tensors.map((whole) => whole.slice(0, 0, copied ?? 1)) as [Tensor, Tensor];
  const onCopies = () => {
    model.eval();
    const logits = noGrad(() => (model as unknown as { forward(x: Tensor): Tensor }).forward(copies[0]));
    model.train();
    return { loss: noGrad(() => crossEntropy(logits, copies[1])).itemSync(), accuracy: accuracy(logits, copies[1]) };
  };
  const [train, held, right]: [number[], number[], number[]] = [[], [], []];
  for (let step = 0; step <= looks.at(-1)!; step++) {
    const [batch] = loader.epoch(Math.floor(step / loader.length), step % loader.length);
    const seen = !looks.includes(step) ? null : copied === undefined ? setup.evaluate() : onCopies();
    const { loss } = setup.step(batch!);
    if (seen === null) continue;
    train.push(loss!);
    held.push(seen['loss']!);
    right.push(seen['accuracy']!);
  }
  return { train, held, accuracy: right.at(-1)! };
}

/** Two decimals are shown. Far out, confident networks part by more than that from backend to backend. */
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 0.02 + 0.15 * Math.abs(b);

it.each(Object.entries(pairs))('%s is what its run does', { timeout: 120_000 }, async (_, pair) => {
  const real = await measured(pair);
  const told = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(' ');
  for (const which of ['train', 'held'] as const)
    expect(
      real[which].length === pair[which].length && real[which].every((value, i) => near(value, pair[which][i]!)),
      `${which}: measured ${told(real[which])}, written ${told(pair[which])}`,
    ).toBe(true);
  expect(Math.abs(real.accuracy - pair.accuracy)).toBeLessThan(0.03);
});

it('shows the learner these numbers', () => {
  const start = readFileSync(new URL('start.ts', import.meta.url), 'utf8');
  for (const pair of Object.values(pairs)) expect(start).toContain(spelled(pair));
});
