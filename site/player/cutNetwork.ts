/**
 * Changes in the network of a track: an attention head that looks at everything alike, a layer behind which no gradient passes. The network is
 * the track's own, built for it, and a fork makes only the steps behind its edits: so they hold from its building on.
 */
import { ChalkgradError, type Module, MultiHeadAttention, Tensor, type TrainingSetup } from '#framework';
import { cutsIn, type TrackSpec } from './TrackSpec.ts';

/** Errors: no such layer, a layer without heads, no such head. */
export function cutNetwork(setup: TrainingSetup, spec: TrackSpec): void {
  const cuts = cutsIn(spec);
  const modules = new Map<string, Module>(setup.model.namedModules());
  for (const { kind, layer } of cuts) {
    const module = layerNamed(setup, modules, layer);
    if (kind === 'detach') module.registerForwardHook((_module, _inputs, output) => detached(output));
    else if (module instanceof MultiHeadAttention)
      module.ablate(cuts.flatMap((cut) => (cut.kind === 'ablate' && cut.layer === layer ? [cut.head] : [])));
    else throw new ChalkgradError(`${layer} has no heads`, `it is a ${module.constructor.name}, no attention.`);
  }
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
