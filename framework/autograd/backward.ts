/**
 * The chain rule as a walk. Every op left a record on its output with its own derivative; starting from the loss, this file
 * visits the records from youngest to oldest, hands each its upstream gradient and adds what it returns to its inputs.
 * "Younger before older" is a topological order because an op's inputs always existed before it did. No recursion: a graph
 * may be a hundred thousand ops deep.
 *
 * Source: reverse-mode accumulation, Griewank & Walther, "Evaluating Derivatives" (2008), ch. 3.
 */
import { untraced } from '../ops/define.ts';
import { flawIn, isDetecting } from '../tensor/anomaly.ts';
import { onesLike } from '../tensor/create.ts';
import { isFloat } from '../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { type Record as HistoryRecord, setGradEnabled } from '../tensor/history.ts';
import { sameShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { emit, isListening } from '../trace/emit.ts';

export interface BackwardOptions {
  /** ∂L/∂(this tensor). Needed unless it is a scalar; default 1. */
  readonly gradient?: Tensor;
  /** Keep the history so that backward can run again. Default: whatever createGraph is. */
  readonly retainGraph?: boolean;
  /** Record the backward pass itself, so that gradients can be differentiated again. Default false. */
  readonly createGraph?: boolean;
}

type Node = HistoryRecord<Tensor>;

/**
 * Leave ∂root/∂leaf in `leaf.grad` of every leaf that wants one, added to what is there already.
 *
 * @example
 * const loss = crossEntropy(model.forward(images), labels);
 * backward(loss);            // or loss.backward()
 */
export function backward(root: Tensor, options: BackwardOptions = {}): void {
  const createGraph = options.createGraph ?? false;
  propagate([root], [options.gradient], options, (leaf, gradient) => {
    leaf.grad =
      leaf.grad === null ? gradient : setGradEnabled(createGraph, () => untraced(() => leaf.grad!.add(gradient)));
  });
}

/**
 * The gradients of a scalar with respect to some tensors, returned instead of stored. Tensors that play no part get zeros.
 *
 * @example
 * const [slope] = grad(x.pow(3).sum(), [x], { createGraph: true });
 * const [curvature] = grad(slope.sum(), [x]); // 6x
 */
export function grad(root: Tensor, inputs: readonly Tensor[], options: BackwardOptions = {}): Tensor[] {
  const found = new Map<Tensor, Tensor>();
  const wanted = new Set(inputs);
  propagate(
    [root],
    [options.gradient],
    options,
    () => {},
    (tensor, gradient) => {
      if (wanted.has(tensor)) found.set(tensor, gradient);
    },
  );
  return inputs.map((input) => found.get(input) ?? onesLike(input).mul(0));
}

function propagate(
  roots: readonly Tensor[],
  seeds: readonly (Tensor | undefined)[],
  options: BackwardOptions,
  atLeaf: (leaf: Tensor, gradient: Tensor) => void,
  atAny: (tensor: Tensor, gradient: Tensor) => void = () => {},
): void {
  const createGraph = options.createGraph ?? false;
  const retainGraph = options.retainGraph ?? createGraph;
  const gradients = new Map<Tensor, Tensor>();
  roots.forEach((root, i) => {
    gradients.set(root, seedFor(root, seeds[i]));
  });
  // A record does not point at its output, so remember which tensor each record belongs to.
  const { order, outputs } = youngestFirst(roots);
  setGradEnabled(createGraph, () => {
    for (const node of order) {
      const output = outputs.get(node)!;
      const complete = gradients.get(output); // everyone who used it is younger
      gradients.delete(output);
      if (complete === undefined) continue;
      const upstream = throughHooks(output, complete);
      atAny(output, upstream);
      stepBack(node, upstream, gradients, createGraph);
      if (!retainGraph) node.backward = null;
    }
    for (const [tensor, complete] of gradients) {
      const gradient = throughHooks(tensor, complete);
      atAny(tensor, gradient);
      if (tensor.requiresGrad && tensor.isLeaf) atLeaf(tensor, gradient);
    }
  });
}

function seedFor(root: Tensor, gradient: Tensor | undefined): Tensor {
  if (!root.requiresGrad) {
    throw new ChalkgradError(
      `backward: the tensor ${shapeText(root.shape)} has no history to walk`,
      'nothing it was computed from wants a gradient. Was it made inside noGrad, detached, or from tensors without requiresGrad?',
    );
  }
  if (gradient === undefined) {
    if (root.size !== 1) {
      throw new ChalkgradError(
        `backward: ${shapeText(root.shape)} is not a single number`,
        'a loss is one number: reduce it with sum() or mean(), or pass { gradient } of the same shape.',
      );
    }
    return onesLike(root);
  }
  if (!sameShape(gradient.shape, root.shape)) {
    throw new ChalkgradError(
      `backward: gradient ${shapeText(gradient.shape)} does not have the tensor's shape ${shapeText(root.shape)}`,
      'the upstream gradient holds one number for each element of the tensor.',
    );
  }
  return gradient;
}

/** All records reachable from the roots, youngest first. */
function youngestFirst(roots: readonly Tensor[]): { order: Node[]; outputs: Map<Node, Tensor> } {
  const outputs = new Map<Node, Tensor>();
  const waiting = [...roots];
  for (let tensor = waiting.pop(); tensor !== undefined; tensor = waiting.pop()) {
    const node = tensor.history;
    if (node === null || outputs.has(node)) continue;
    outputs.set(node, tensor);
    waiting.push(...node.inputs.filter((input) => input.requiresGrad));
  }
  return { order: [...outputs.keys()].sort((a, b) => b.id - a.id), outputs };
}

/** Show a complete gradient to the tensor's hooks, each seeing what the one before made of it. */
function throughHooks(tensor: Tensor, complete: Tensor): Tensor {
  let gradient = complete;
  for (const hook of tensor.hooks ?? []) {
    const changed = untraced(() => hook(gradient)) ?? gradient;
    if (!sameShape(changed.shape, tensor.shape)) {
      throw new ChalkgradError(
        `backward: a hook made a gradient of shape ${shapeText(changed.shape)} for a tensor of shape ${shapeText(tensor.shape)}`,
        'a gradient has the shape of its tensor; return nothing to leave it as it is.',
      );
    }
    gradient = changed;
  }
  return gradient;
}

/** One op backwards: check that its memory is still what it was, ask it for its inputs' gradients, add them up. */
function stepBack(node: Node, upstream: Tensor, gradients: Map<Tensor, Tensor>, createGraph: boolean): void {
  if (node.backward === null) {
    throw new ChalkgradError(
      `backward: the history of '${node.op}' was already used and freed`,
      'call backward once per forward pass, or keep the history with { retainGraph: true }.',
    );
  }
  if (createGraph && !node.twice) {
    throw new ChalkgradError(
      `backward: '${node.op}' runs a fused kernel whose derivative cannot be differentiated again`,
      'use its composed form where a second derivative is needed.',
    );
  }
  const changed = node.inputs.findIndex((input, i) => input.storage.version !== node.versions[i]);
  if (changed >= 0) {
    throw new ChalkgradError(
      `backward: input ${changed} of '${node.op}' (${shapeText(node.inputs[changed]!.shape)}) was changed in place after the op ran`,
      'its derivative needs the old values. Change parameters only after backward, or work on a copy.',
    );
  }
  const watched = isListening();
  const started = watched ? performance.now() : 0;
  const contributions = untraced(() => node.backward!(upstream));
  const ms = watched ? performance.now() - started : 0;
  if (isDetecting()) refuseFlaw(node, upstream, contributions);
  const accumulated: boolean[] = [];
  contributions.forEach((contribution, i) => {
    const input = node.inputs[i]!;
    const before = gradients.get(input);
    accumulated.push(before !== undefined);
    if (contribution === null || !input.requiresGrad || !isFloat(input.dtype)) return;
    gradients.set(input, before === undefined ? contribution : untraced(() => before.add(contribution)));
  });
  if (watched) {
    emit({
      type: 'op.bwd',
      op: node.id,
      name: node.op,
      gradOutput: upstream.traced(),
      gradInputs: contributions.map((c, i) => (c === null || !node.inputs[i]!.requiresGrad ? null : c.traced())),
      accumulated,
      ms,
    });
  }
}

/** Stop at the first op that sends back a NaN or an infinity although its upstream gradient was in order. */
function refuseFlaw(node: Node, upstream: Tensor, contributions: readonly (Tensor | null)[]): void {
  for (const [i, contribution] of contributions.entries()) {
    const flaw = contribution === null ? null : flawIn(contribution, [upstream]);
    if (flaw === null) continue;
    throw new ChalkgradError(
      `detectAnomaly: backward through '${node.op}' made ${flaw} in the gradient of its input ${i} (${shapeText(node.inputs[i]!.shape)}); forward ran at ${node.madeAt ?? 'a place outside detectAnomaly'}`,
      'look at what went in forward: the slope there is infinite or undefined, as that of a root or a logarithm at 0.',
    );
  }
}

declare module '../tensor/Tensor.ts' {
  interface Tensor {
    /** Walk back from this scalar and leave gradients on every leaf that wants one. See `backward`. */
    backward(options?: BackwardOptions): void;
  }
}

Object.defineProperty(Tensor.prototype, 'backward', {
  value: function (this: Tensor, options?: BackwardOptions): void {
    backward(this, options);
  },
});
