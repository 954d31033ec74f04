/**
 * Changes in the network of a track: an attention head that looks at everything alike, a layer behind which no gradient passes, a parameter that
 * is held, an examination by the examined batch's own statistics. The network is the track's own, built for it, and a fork makes only the
 * steps behind its edits: so they hold from its building on.
 */
import {
  BatchNorm1d,
  BatchNorm2d,
  batchNorm,
  ChalkgradError,
  keep,
  type Module,
  MultiHeadAttention,
  noGrad,
  Tensor,
  type TrainingSetup,
  tensor,
  unheard,
} from '#framework';
import { type Cut, cutsIn, type TrackSpec } from './TrackSpec.ts';

/** Errors: no such layer, a layer without heads, no such head, no such parameter or place in it, a network without batch norm. */
export function cutNetwork(setup: TrainingSetup, spec: TrackSpec): void {
  const cuts = cutsIn(spec);
  const modules = new Map<string, Module>(setup.model.namedModules());
  for (const cut of cuts) {
    if (cut.kind === 'freeze') freeze(setup, cut);
    else if (cut.kind === 'examineByBatch') examineByBatch(setup, [...modules.values()]);
    else cutLayer(layerNamed(setup, modules, cut.layer), cut, cuts);
  }
}

function cutLayer(module: Module, { kind, layer }: Extract<Cut, { layer: string }>, cuts: readonly Cut[]): void {
  if (kind === 'detach') module.registerForwardHook((_module, _inputs, output) => detached(output));
  else if (module instanceof MultiHeadAttention)
    module.ablate(cuts.flatMap((cut) => (cut.kind === 'ablate' && cut.layer === layer ? [cut.head] : [])));
  else throw new ChalkgradError(`${layer} has no heads`, `it is a ${module.constructor.name}, no attention.`);
}

/** What arrives at the parameter, or at one number of it, is replaced by 0 before an update sees it. What a rule remembers still moves it. */
function freeze({ name, model }: TrainingSetup, { parameter, index }: Extract<Cut, { kind: 'freeze' }>): void {
  const all = new Map<string, Tensor>(model.namedParameters());
  const held = all.get(parameter);
  if (held === undefined)
    throw new ChalkgradError(`${name} has no parameter called '${parameter}'`, `it has ${[...all.keys()].join(', ')}.`);
  const { shape } = held;
  if (index !== null && (index.length !== shape.length || index.some((place, axis) => place >= shape[axis]!)))
    throw new ChalkgradError(
      `${parameter} has no place [${index.join(', ')}]`,
      `its shape is [${shape.join(', ')}], and places count from 0.`,
    );
  const open = new Float32Array(held.size).fill(index === null ? 0 : 1);
  if (index !== null) open[index.reduce((at, place, axis) => at * shape[axis]! + place, 0)] = 0;
  const mask = keep(tensor(open, { shape: [...shape], dtype: held.dtype }));
  held.registerHook((gradient) => unheard(() => noGrad(() => gradient.mul(mask))));
}

/** Batch norm asks the batch before it when it is examined, too, and remembers nothing of that. */
function examineByBatch({ name }: TrainingSetup, modules: readonly Module[]): void {
  const norms = modules.filter((module) => module instanceof BatchNorm1d || module instanceof BatchNorm2d);
  if (norms.length === 0)
    throw new ChalkgradError(
      `${name} has no batch norm`,
      'only a layer that remembers statistics can do without them.',
    );
  for (const norm of norms)
    norm.registerForwardHook((_module, [x], output) => {
      if (norm.training) return output;
      const { weight, bias, runningMean, runningVar, eps } = norm;
      // A momentum of 0 leaves the memory as it is.
      const options = { runningMean, runningVar, eps, training: true, momentum: 0 };
      return batchNorm(x as Tensor, weight ?? undefined, bias ?? undefined, options);
    });
}

function layerNamed({ name }: TrainingSetup, modules: ReadonlyMap<string, Module>, layer: string): Module {
  const found = modules.get(layer);
  if (found !== undefined && 'forward' in found) return found;
  const known = [...modules].flatMap(([path, module]) => (path !== '' && 'forward' in module ? [path] : []));
  throw new ChalkgradError(
    `${name} has no layer called '${layer}'`,
    known.length === 0 ? 'it has none.' : `it has ${known.join(', ')}.`,
  );
}

/** The same numbers, and no way back. A layer may give several tensors. */
function detached(output: unknown): unknown {
  if (output instanceof Tensor) return output.detach();
  return Array.isArray(output) ? output.map(detached) : output;
}
