/**
 * Mistakes with the state that a recurrent network carries from one piece of text to the next. A run of names has none to carry: each name
 * begins at zero. Here it is carried all the same.
 */
import type { LoadedBatch } from '../../data/DataLoader.ts';
import type { Module } from '../../nn/Module.ts';
import { concat } from '../../ops/index.ts';
import { keep } from '../../tensor/scope.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { isListening } from '../../trace/emit.ts';
import type { Metrics } from '../../train/setup.ts';
import { measured, type Supervised, showOutputs } from '../../train/supervised.ts';
import type { Bug } from './Bug.ts';

type State = Tensor | readonly [Tensor, Tensor];

/** What the models of names consist of. */
interface Letters {
  readonly embedding: Module & { forward(tokens: Tensor): Tensor };
  readonly recurrent: Module & { forward(x: Tensor, state?: State): [hidden: Tensor, state: State] };
  readonly head: Module & { forward(hidden: Tensor): Tensor };
}

const ofEach = (state: State, change: (part: Tensor) => Tensor): State =>
  state instanceof Tensor ? change(state) : [change(state[0]), change(state[1])];

/** A step whose sequences begin with the state that `begin` says; `end` gets the state they end with. */
function stepWith(
  { model, optimizer, loss: criterion, measures, ...parts }: Supervised,
  { tensors }: LoadedBatch,
  {
    begin,
    end,
  }: { readonly begin: (letters: Letters, inputs: Tensor) => State | undefined; readonly end?: (state: State) => void },
): Metrics {
  const [inputs, targets] = tensors as [Tensor, Tensor];
  const letters = model as unknown as Letters;
  model.train();
  optimizer.zeroGrad();
  const start = begin(letters, inputs);
  const [hidden, state] = letters.recurrent.forward(letters.embedding.forward(inputs), start);
  const outputs = letters.head.forward(hidden);
  const loss = criterion(outputs, targets);
  const value = loss.itemSync();
  if (isListening())
    showOutputs(
      { model, optimizer, loss: criterion, measures, ...parts },
      { inputs, targets },
      outputs,
      loss.history?.id ?? 0,
      value,
    );
  loss.backward();
  optimizer.step();
  end?.(state);
  return { loss: value, ...measured(measures, outputs, targets) };
}

/** [1, N, H] → the same rows, each one place further; zeros come first. */
function handedOn(part: Tensor): Tensor {
  const [, count] = part.shape as [number, number, number];
  return concat([part.slice(1, 0, 1).mul(0), part.slice(1, 0, count - 1)], 1);
}

/** Each name begins where the name before it in the batch ended, and no gradient goes there: only the reset is missing. */
export const stateLeaksBetweenSequences: Bug = {
  id: 'state-leaks-between-sequences',
  summary: 'Each name begins with the state that another name left behind.',
  runs: ['names-rnn', 'names-lstm'],
  substitutes: [
    {
      name: 'trainStep',
      run: (parts: Supervised, batch: LoadedBatch): Metrics =>
        stepWith(parts, batch, {
          begin: ({ recurrent, embedding }, inputs) => {
            const [, state] = recurrent.forward(embedding.forward(inputs));
            return ofEach(state, (part) => handedOn(part.detach()));
          },
        }),
    },
  ],
};

/** What the first step of each run left. Later steps never come: the second one fails, so a replay finds what the first pass found. */
const left = new WeakMap<Supervised, State>();

/** The second step walks back into the history of the first, which is gone. */
export const noDetach: Bug = {
  id: 'no-detach',
  summary: 'The state is carried to the next batch together with its history, which the next walk back finds used up.',
  runs: ['names-rnn', 'names-lstm'],
  substitutes: [
    {
      name: 'trainStep',
      run: (parts: Supervised, batch: LoadedBatch): Metrics =>
        stepWith(parts, batch, {
          begin: () => (hasStepped(parts) ? left.get(parts) : undefined),
          end: (state) => {
            left.set(parts, ofEach(state, keep));
          },
        }),
    },
  ],
};

const hasStepped = ({ optimizer }: Supervised): boolean => optimizer.stateDict().steps.some((count) => count > 0);
