import {
  currentPass,
  currentSubstitute,
  emit,
  isListening,
  type LoadedBatch,
  type Metrics,
  measured,
  type Supervised,
  setGradEnabled,
  showOutputs,
  type Tensor,
  tensor,
  untraced,
} from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';
import type { Value } from './solution.ts';

type Node = NonNullable<Tensor['history']>;
type MakeValue = (data: number) => Value;

/** Whatever our ops recorded behind the loss, the oldest first. */
function recorded(loss: Tensor): Node[] {
  const found = new Set<Node>(loss.history === null ? [] : [loss.history]);
  for (const { inputs } of found) for (const { history } of inputs) if (history !== null) found.add(history);
  return [...found].sort((a, b) => a.id - b.id);
}

/** The ops of a run that computes with single numbers, in the four words of the answer's class. */
const spoken: Readonly<Record<string, (a: Value, b: Value) => Value>> = {
  add: (a, b) => a.add(b),
  sub: (a, b) => a.add(b.mul(-1)),
  mul: (a, b) => a.mul(b),
  tanh: (a) => a.tanh(),
  square: (a) => a.pow(2),
};

/** The same computation once more, with one of the answer's values for each of our tensors. */
function computedAgain(nodes: readonly Node[], make: MakeValue): Map<Tensor, Value> {
  const values = new Map<Tensor, Value>();
  const mineFor = (one: Tensor): Value => {
    const value = values.get(one) ?? make(one.itemSync());
    values.set(one, value);
    return value;
  };
  for (const { op, inputs, output } of nodes) {
    const say = spoken[op];
    if (say === undefined) throw new TypeError(`a Value cannot ${op}`);
    const [a, b = a] = inputs.map(mineFor);
    values.set(output, say(a!, b!));
  }
  return values;
}

/** Tell whoever listens what the answer says of each op, the youngest first: its gradient, and what our rule sends on for it. */
function tell(nodes: readonly Node[], gradOf: (one: Tensor) => number): void {
  const by = currentSubstitute();
  const heard = new Set<Tensor>();
  for (const node of nodes.toReversed()) {
    const gradOutput = tensor(gradOf(node.output));
    const sent = node.backward(gradOutput);
    const accumulated = node.inputs.map((input) => heard.has(input));
    for (const input of node.inputs) heard.add(input);
    emit({
      type: 'op.bwd',
      op: node.id,
      pass: currentPass(),
      name: node.op,
      gradOutput: gradOutput.traced(),
      gradInputs: sent.map((one, i) => (one !== null && node.inputs[i]!.requiresGrad ? one.traced() : null)),
      accumulated,
      ms: 0,
      ...(by === null ? {} : { substitute: { id: by.id, by: by.by } }),
    });
  }
}

/** Our ops compute and are watched; the way back is the answer's. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'backward',
  room: 'autograd',
  runs: ['xor-scalars'],
  track: 'xor-scalars.4',
  differs: { 'upstream-dropped': /^backward /, 'grad-overwrite': /^update / },
  parts: ({ Value }) => [
    {
      name: 'trainStep',
      run: (parts: Supervised, { tensors }: LoadedBatch): Metrics => {
        const { model, optimizer, loss: criterion, measures } = parts;
        const [inputs, targets] = tensors as [Tensor, Tensor];
        model.train();
        optimizer.zeroGrad();
        const outputs = model.forward(inputs);
        const loss = criterion(outputs, targets);
        const value = loss.itemSync();
        if (isListening()) showOutputs(parts, { inputs, targets }, outputs, loss.history?.id ?? 0, value);
        const nodes = recorded(loss);
        const values = computedAgain(nodes, (data) => new Value(data));
        values.get(loss)!.backward();
        const gradOf = (one: Tensor): number => {
          const { grad } = values.get(one)!;
          if (typeof grad !== 'number') throw new TypeError(`grad is ${grad === null ? 'null' : `a ${typeof grad}`}`);
          return grad;
        };
        setGradEnabled(false, () =>
          untraced(() => {
            for (const parameter of model.parameters())
              if (values.has(parameter)) parameter.grad = tensor(gradOf(parameter));
            if (isListening()) tell(nodes, gradOf);
          }),
        );
        parts.beforeUpdate?.();
        optimizer.step();
        return { loss: value, ...measured(measures, outputs, targets) };
      },
    },
  ],
});
