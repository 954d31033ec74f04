// Every order of the loop's lines, and every loop that lacks some, against a training in which they really stand so.

import { describe, expect, it } from 'vitest';
import { Linear, mse, noGrad, SGD, type Tensor, tensor } from '#framework';
import { type Line, lines, orderOfBug, verdictOf } from './loopOrder.ts';

const STEPS = 3;

/** The losses and weights of a short training, or why it stopped. */
function train(order: readonly Line[]): string {
  const hidden = new Linear(2, 2);
  const output = new Linear(2, 1);
  noGrad(() => {
    hidden.weight.copyFrom_([0.5, -0.25, 0.75, 0.125]);
    output.weight.copyFrom_([0.25, -0.5]);
    hidden.bias!.copyFrom_([0.5, 0.5]);
    output.bias!.copyFrom_([0.5]);
  });
  const parameters = [...hidden.parameters(), ...output.parameters()];
  const optimizer = new SGD(parameters, { lr: 0.125 });
  const batches = [0.5, 1, -0.75].map((x) => [tensor([[x, 1 - x]]), tensor([[2 * x]])] as const);
  const told: unknown[] = [];
  try {
    for (let i = 0; i < STEPS; i++) {
      const [x, y] = batches[i]!;
      let outputs: Tensor | null = null;
      let loss: Tensor | null = null;
      const acts: Readonly<Record<Line, () => void>> = {
        zeroGrad: () => optimizer.zeroGrad(),
        forward: () => {
          outputs = output.forward(hidden.forward(x).tanh());
        },
        loss: () => {
          loss = mse(outputs!, y);
          told.push(loss.itemSync());
        },
        backward: () => loss!.backward(),
        step: () => optimizer.step(),
      };
      for (const line of order) acts[line]();
      if (loss === null) return 'refused';
    }
  } catch {
    return 'refused';
  }
  return JSON.stringify([told, parameters.map((parameter) => [...parameter.dataSync()])]);
}

/** All ways to lay out any of the five, each at most once. */
function* orders(left: readonly Line[] = lines): Generator<readonly Line[]> {
  yield [];
  for (const line of left) for (const rest of orders(left.filter((other) => other !== line))) yield [line, ...rest];
}

const right = train(lines);
const wrong = Object.fromEntries(Object.entries(orderOfBug).map(([id, order]) => [id, train(order)]));

describe('the order of a loop', () => {
  it('has four outcomes that differ, and none of the known ones is refused', () => {
    expect(new Set([right, ...Object.values(wrong), 'refused']).size).toBe(5);
  });

  it('is what training does with it, in each of the 326 ways', () => {
    let count = 0;
    for (const order of orders()) {
      count++;
      const verdict = verdictOf(order);
      const real = train(order);
      const said = order.join(' ');
      if (verdict.kind === 'refused') expect(real, said).toBe('refused');
      else if (verdict.kind === 'right') expect(real, said).toBe(right);
      else if (verdict.kind === 'bug') expect(real, said).toBe(wrong[verdict.id]);
      else expect([right, 'refused', ...Object.values(wrong)], said).not.toContain(real);
    }
    expect(count).toBe(326);
  });
});
