/** The five steps of five-mlp on this framework: the lesson shows these lines, and the build runs them for their numbers. */
import { crossEntropy, Linear, Sequential, SGD, Tanh, type Tensor, tensor } from '#framework';
import type { Recorded, Step } from '../recorded.ts';
import given from './five.json' with { type: 'json' };

/** Runs the five steps, and says every number on the way. */
export function runOurs(): Recorded {
  //: data
  const x = tensor(given.points);
  const y = tensor(given.labels, { dtype: 'int32' });
  //: weights
  const model = new Sequential({ hidden: new Linear(2, 4), tanh: new Tanh(), output: new Linear(4, 3) });
  model.loadStateDict(Object.fromEntries(Object.entries(given.weights).map(([k, v]) => [k, tensor(v as number[])])));
  const optimizer = new SGD(model.parameters(), { lr: 0.5 });
  //.
  const state = (of: (parameter: Tensor) => Tensor) =>
    Object.fromEntries([...model.namedParameters()].map(([name, value]) => [name, of(value).toArray()]));
  const steps: Step[] = [];
  for (let i = 0; i < given.steps; i++) {
    const weights = state((one) => one);
    //: zero
    optimizer.zeroGrad();
    //: forward
    const logits = model.forward(x);
    //: loss
    const loss = crossEntropy(logits, y);
    //: backward
    loss.backward();
    //.
    const gradients = state((one) => one.grad!);
    //: update
    optimizer.step();
    //: read
    const number = loss.itemSync();
    //.
    steps.push({
      weights,
      logits: logits.toArray(),
      loss: number,
      gradients,
      after: state((one) => one),
    } as unknown as Step);
  }
  return { framework: 'Chalkgrad', version: '', language: 'TypeScript', steps };
}
