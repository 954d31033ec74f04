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
import { checkLast, checkPlace, NO_OPTIONS, signature } from '../tensor/arguments.ts';
import { onesLike, zerosLike } from '../tensor/create.ts';
import { isFloat } from '../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { type OpRecord, setGradEnabled } from '../tensor/history.ts';
import { sameShape } from '../tensor/shape.ts';
import { isSubstituting, markOf, substituteFor } from '../tensor/substitutes.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { currentPass, emit, isListening } from '../trace/emit.ts';
import type { MadeBy } from '../trace/events.ts';
import { PendingGradients } from './PendingGradients.ts';

export interface BackwardOptions {
  /** ∂L/∂(this tensor). Needed unless it is a scalar; default 1. */
  readonly gradient?: Tensor;
  /** Keep the history so that backward can run again. Default: whatever createGraph is. */
  readonly retainGraph?: boolean;
  /** Record the backward pass itself, so that gradients can be differentiated again. Default false. */
  readonly createGraph?: boolean;
}

type Node = OpRecord<Tensor>;

const calls = {
  backward: signature(
    'backward',
    { root: 'tensor' },
    { gradient: 'tensor', retainGraph: 'boolean', createGraph: 'boolean' },
  ),
  grad: signature(
    'grad',
    { root: 'tensor', inputs: 'tensors' },
    { gradient: 'tensor', retainGraph: 'boolean', createGraph: 'boolean' },
  ),
};

/**
 * Leave ∂root/∂leaf in `leaf.grad` of every leaf that wants one, added to what is there already.
 *
 * @example
 * const loss = crossEntropy(model.forward(images), labels);
 * backward(loss);            // or loss.backward()
 */
export function backward(root: Tensor, options: BackwardOptions = NO_OPTIONS): void {
  checkPlace(calls.backward, 0, root);
  propagate(root, checkLast(calls.backward, options), null);
}

/**
 * The gradients of a scalar with respect to some tensors, returned instead of stored. Tensors that play no part get zeros.
 *
 * @example
 * const [slope] = grad(x.pow(3).sum(), [x], { createGraph: true });
 * const [curvature] = grad(slope.sum(), [x]); // 6x
 */
export function grad(root: Tensor, inputs: readonly Tensor[], options: BackwardOptions = NO_OPTIONS): Tensor[] {
  checkPlace(calls.grad, 0, root);
  checkPlace(calls.grad, 1, inputs);
  options = checkLast(calls.grad, options);
  const found: Found = new Map(inputs.map((input) => [input, null]));
  propagate(root, options, found);
  return inputs.map((input) => found.get(input) ?? zerosLike(input));
}

/** The tensors whose gradients are asked for, and what came back; null of it all means: leave them on the leaves. */
type Found = Map<Tensor, Tensor | null>;

/** Walk all records from the youngest to the oldest. */
function propagate(root: Tensor, options: BackwardOptions, found: Found | null): void {
  const createGraph = options.createGraph ?? false;
  const retainGraph = options.retainGraph ?? createGraph;
  const seed = seedFor(root, options.gradient);
  const order = youngestFirst(root);
  const pending = new PendingGradients(createGraph);
  setGradEnabled(createGraph, () =>
    untraced(() => {
      try {
        pending.add(root, seed);
        for (const node of order) {
          const complete = pending.take(node.output); // everyone who used it is younger
          if (complete === undefined) continue;
          const upstream = throughHooks(node.output, complete);
          if (found?.has(node.output)) found.set(node.output, upstream);
          stepBack(node, upstream, pending, createGraph);
          pending.done(complete, node.output.hooks !== null || (found?.has(node.output) ?? false));
          if (!retainGraph) node.free();
        }
        for (const [leaf, complete] of pending.rest()) {
          const gradient = throughHooks(leaf, complete);
          if (found !== null) {
            if (found.has(leaf)) found.set(leaf, gradient);
          } else if (leaf.requiresGrad && leaf.isLeaf) {
            leaf.grad = leaf.grad === null ? gradient : leaf.grad.add(gradient);
          }
          pending.done(complete, leaf.hooks !== null || leaf.grad === gradient || (found?.has(leaf) ?? false));
        }
      } finally {
        pending.close();
      }
    }),
  );
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

/** Number of the last walk: a record that bears it was found already. */
let walks = 0;

/** All records reachable from the root, youngest first. */
function youngestFirst(root: Tensor): Node[] {
  const walk = ++walks;
  const found: Node[] = [];
  const waiting: Tensor[] = [root];
  for (let tensor = waiting.pop(); tensor !== undefined; tensor = waiting.pop()) {
    const node = tensor.history;
    if (node === null || node.walk === walk) continue;
    node.walk = walk;
    found.push(node);
    for (const input of node.inputs) if (input.requiresGrad && input.history !== null) waiting.push(input);
  }
  return found.sort((a, b) => b.id - a.id);
}

/** Show a complete gradient to the tensor's hooks, each seeing what the one before made of it. */
function throughHooks(tensor: Tensor, complete: Tensor): Tensor {
  let gradient = complete;
  for (const hook of tensor.hooks ?? []) {
    const changed = hook(gradient) ?? gradient;
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
function stepBack(node: Node, upstream: Tensor, pending: PendingGradients, createGraph: boolean): void {
  if (node.isUsed) {
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
  const { inputs, versions } = node;
  for (let i = 0; i < inputs.length; i++) if (inputs[i]!.storage.version !== versions[i]) refuseChanged(node, i);
  if (node.isPart && pending.addPart(inputs[0]!, upstream, node)) return;
  const watched = isListening();
  const started = watched ? performance.now() : 0;
  pending.begin();
  try {
    const contributions = node.backward(upstream);
    const ms = watched ? performance.now() - started : 0;
    if (isDetecting()) refuseFlaw(node, upstream, contributions);
    const accumulated = watched ? inputs.map((input) => pending.has(input)) : [];
    for (let i = 0; i < contributions.length; i++) {
      const contribution = contributions[i] ?? null;
      const input = inputs[i]!;
      if (contribution !== null && input.requiresGrad && isFloat(input.dtype)) pending.add(input, contribution);
    }
    if (node.isPart && contributions[0]) pending.gather(inputs[0]!, contributions[0]);
    if (watched) {
      emit({
        type: 'op.bwd',
        op: node.id,
        pass: currentPass(),
        name: node.op,
        gradOutput: upstream.traced(),
        gradInputs: contributions.map((c, i) => (c === null || !inputs[i]!.requiresGrad ? null : c.traced())),
        accumulated,
        ms,
        ...madeBy(node.op),
      });
    }
  } finally {
    pending.end();
  }
}

/** Whose derivative it was, where it was not ours. */
function madeBy(op: string): { readonly substitute?: MadeBy } {
  const substitute = isSubstituting() ? substituteFor(`${op}.backward`) : null;
  return substitute === null ? {} : { substitute: markOf(substitute) };
}

function refuseChanged(node: Node, place: number): never {
  throw new ChalkgradError(
    `backward: input ${place} of '${node.op}' (${shapeText(node.inputs[place]!.shape)}) was changed in place after the op ran`,
    'its derivative needs the old values. Change parameters only after backward, or work on a copy.',
  );
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
