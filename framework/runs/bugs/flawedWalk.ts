/**
 * Three ways to walk back that learners' engines take (micrograd's issues 21, 64, 68, 91, 96 and 102). Each needs a value with several users on the
 * way, for in a tree every order is right; `moons-skip` has its skip. Source of the right one: framework/autograd/backward.ts.
 */
import type { LoadedBatch } from '../../data/DataLoader.ts';
import { untraced } from '../../ops/define.ts';
import { onesLike } from '../../tensor/create.ts';
import { type OpRecord, setGradEnabled } from '../../tensor/history.ts';
import { currentSubstitute, markOf } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { currentPass, emit, isListening, unheard } from '../../trace/emit.ts';
import type { Metrics } from '../../train/setup.ts';
import { measured, type Supervised, showOutputs } from '../../train/supervised.ts';
import type { Bug } from './Bug.ts';

type Node = OpRecord<Tensor>;
type Totals = Map<Tensor, Tensor>;

const wanting = (node: Node): Tensor[] => node.inputs.filter((input) => input.requiresGrad);

/** Start at the loss with 1, let `order` decide who speaks when, and leave on the parameters what arrived there. */
function walkBack(loss: Tensor, order: (speak: (node: Node) => void) => void, left: Totals = new Map()): Totals {
  const totals: Totals = new Map(left);
  const add = (to: Tensor, gradient: Tensor): void => {
    const before = totals.get(to);
    totals.set(to, before === undefined ? gradient : before.add(gradient));
  };
  const speak = (node: Node): void => {
    const upstream = totals.get(node.output)!;
    const known = node.inputs.map((input) => totals.has(input));
    const started = performance.now();
    const sent = node.backward(upstream);
    for (const [i, gradient] of sent.entries())
      if (gradient && node.inputs[i]!.requiresGrad) add(node.inputs[i]!, gradient);
    if (!isListening()) return;
    const substitute = currentSubstitute();
    emit({
      type: 'op.bwd',
      op: node.id,
      pass: currentPass(),
      name: node.op,
      gradOutput: upstream.traced(),
      gradInputs: sent.map((gradient, i) => (gradient && node.inputs[i]!.requiresGrad ? gradient.traced() : null)),
      accumulated: known,
      ms: performance.now() - started,
      ...(substitute === null ? {} : { substitute: markOf(substitute) }),
    });
  };
  setGradEnabled(false, () =>
    untraced(() => {
      totals.set(loss, onesLike(loss));
      order(speak);
      for (const [tensor, gradient] of totals) {
        if (tensor.isLeaf && tensor.requiresGrad)
          tensor.grad = tensor.grad === null ? gradient : tensor.grad.add(gradient);
      }
    }),
  );
  return totals;
}

/** Every value that can be reached, youngest first: who used it has spoken before. */
function youngestFirst(loss: Tensor): Node[] {
  const found = new Set<Node>();
  const waiting = [loss.history];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === null || found.has(node)) continue;
    found.add(node);
    waiting.push(...wanting(node).map(({ history }) => history));
  }
  return [...found].sort((a, b) => b.id - a.id);
}

/** Level by level from the loss, each once: a value may speak before all who used it have. */
function breadthFirst(loss: Tensor): Node[] {
  const found = new Set<Node>([loss.history!]);
  for (const node of found) {
    for (const { history } of wanting(node).toReversed()) if (history !== null) found.add(history);
  }
  return [...found];
}

/** Each value tells its total to its inputs and calls them at once: once for every path that leads to it. */
function everyPath(node: Node, speak: (node: Node) => void): void {
  speak(node);
  for (const { history } of wanting(node).toReversed()) if (history !== null) everyPath(history, speak);
}

/** The loop with another way back. */
const withWalk = (back: (loss: Tensor, parts: Supervised) => void): Bug['substitutes'] => [
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
      back(loss, parts);
      parts.beforeUpdate?.();
      optimizer.step();
      return { loss: value, ...measured(measures, outputs, targets) };
    },
  },
];

/** What arrives after a value has spoken is lost. */
export const wrongVisitOrder: Bug = {
  id: 'wrong-visit-order',
  summary:
    'The way back goes level by level, so that a value passes its gradient on before all who used it have sent theirs.',
  runs: ['moons-skip'],
  substitutes: withWalk((loss) => {
    walkBack(loss, (speak) => breadthFirst(loss).forEach(speak));
  }),
};

/** What was sent over the first path is sent again over the second: (a + a)² has the slope 48 at 3, and not 24. */
export const visitsNodePerPath: Bug = {
  id: 'visits-node-per-path',
  summary: 'A value passes on its running total once for every path that leads to it.',
  runs: ['moons-skip'],
  substitutes: withWalk((loss) => {
    walkBack(loss, (speak) => everyPath(loss.history!, speak));
  }),
};

/** Somebody looked at the gradients before the step. The parameters were emptied afterwards; the values in between were not. */
export const staleIntermediateGrad: Bug = {
  id: 'stale-intermediate-grad',
  summary:
    'The way back is walked twice, and what lies between loss and parameters still holds the gradients of the first walk.',
  runs: ['xor-scalars', 'moons-skip'],
  substitutes: withWalk((loss, { optimizer }) => {
    const nodes = youngestFirst(loss);
    const first = unheard(() => walkBack(loss, (speak) => nodes.forEach(speak)));
    optimizer.zeroGrad();
    const left = new Map([...first].filter(([tensor]) => !tensor.isLeaf && tensor !== loss));
    walkBack(loss, (speak) => nodes.forEach(speak), left);
  }),
};
