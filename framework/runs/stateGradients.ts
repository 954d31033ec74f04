/**
 * How far back a recurrent network hears its own mistake: the length of ∂L/∂h_t (and of ∂L/∂c_t) at every time step, taken from the walk
 * back as it happens, and how open the forget gates were. Only while someone listens.
 */
import { tensorFrom } from '../tensor/Tensor.ts';
import { emit, isObserved, listen } from '../trace/emit.ts';
import type { TracedTensor } from '../trace/events.ts';

/** Name of the observation, by the part of the cell whose output it is about. */
const WATCHED: Readonly<Record<string, string>> = { hidden: 'hiddenGradients', cell: 'memoryGradients' };
const FORGET = 'forgetGates';

const euclidean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum);
};

const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
};

/**
 * Run a step of a network with one recurrent layer and tell, as observed tensors [T]: `hiddenGradients`, and for an LSTM
 * `memoryGradients` and `forgetGates`, the mean over units and batch.
 */
export function tellGradientsOfStates<R>(steps: number, run: () => R): R {
  const wanted = [...Object.values(WATCHED), FORGET].filter(isObserved);
  if (wanted.length === 0) return run();
  const found = new Map<string, Float64Array<ArrayBuffer>>();
  const note = (name: string, t: number, value: number): void => {
    let column = found.get(name);
    if (column === undefined) {
      column = new Float64Array(steps);
      found.set(name, column);
    }
    column[t] = value;
  };
  const places = new Map<number, { readonly name: string; readonly t: number }>();
  const stop = listen(
    (event) => {
      if (event.type === 'op.fwd') {
        const [, t, part] = /\.l0\.t(\d+)\.(hidden|cell|forget)$/.exec(event.scope) ?? [];
        if (t === undefined) return;
        if (part === 'forget') note(FORGET, Number(t), mean(event.output.read()));
        else places.set(event.op, { name: WATCHED[part!]!, t: Number(t) });
      } else if (event.type === 'op.bwd') {
        const place = places.get(event.op);
        if (place !== undefined) note(place.name, place.t, euclidean(event.gradOutput.read()));
      }
    },
    { observes: [] },
  );
  let result: R;
  try {
    result = run();
  } finally {
    stop();
  }
  for (const [name, values] of found) if (wanted.includes(name)) emit({ type: 'observed', name, tensor: told(values) });
  return result;
}

const told = (values: Float64Array<ArrayBuffer>): TracedTensor =>
  tensorFrom(values, [values.length], 'float64').traced();
