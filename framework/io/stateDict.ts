/**
 * Weights to PyTorch and back: a state dict in safetensors, with names translated where the two programs call a layer
 * differently. Layouts agree (kernels OIHW, linear [out, in], gates i f g o), so only names have to change. PyTorch saves it
 * with `safetensors.torch.save_file(model.state_dict(), path)` and reads it with `load_file`. Pickled .pt and .pth files can run code when
 * opened and are refused.
 */

import type { StateDict } from '../nn/Module.ts';
import { check, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import type { Bytes } from './bytes.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';

/** Their name → our name, for whole names or for the path in front of a dot; the longest one that fits counts. */
export type NameMap = Readonly<Record<string, string>>;

const calls = {
  renameState: signature('renameState', { state: 'record', names: 'record' }),
  encodeStateDict: signature('encodeStateDict', { state: 'record', names: 'record?' }),
  decodeStateDict: signature('decodeStateDict', { file: 'bytes', name: 'text?', names: 'record?' }),
};

/**
 * The same tensors under other names.
 *
 * Errors: two tensors that would get the same name; a rule that fits nothing.
 *
 * @example renameState(theirs, { 'features.0': 'conv1', 'classifier': 'linear' }) // features.0.weight → conv1.weight
 */
export function renameState(state: StateDict, names: NameMap): Record<string, Tensor> {
  check(calls.renameState, state, names);
  const rules = Object.entries(names).sort(([a], [b]) => b.length - a.length);
  const used = new Set<string>();
  const renamed = new Map<string, Tensor>();
  for (const [name, value] of Object.entries(state)) {
    const rule = rules.find(([from]) => name === from || name.startsWith(`${from}.`));
    const to = rule === undefined ? name : `${rule[1]}${name.slice(rule[0].length)}`;
    if (rule !== undefined) used.add(rule[0]);
    if (renamed.has(to))
      throw new ChalkgradError(`state dict: two tensors would be called ${to}`, 'give each layer a name of its own.');
    renamed.set(to, value);
  }
  const idle = rules.find(([from]) => !used.has(from));
  if (idle !== undefined) {
    throw new ChalkgradError(
      `state dict: no tensor is called ${idle[0]} or ${idle[0]}.…`,
      `the names here are ${Object.keys(state).join(', ')}.`,
    );
  }
  return Object.fromEntries(renamed);
}

/**
 * State dict → bytes of a safetensors file that PyTorch reads.
 *
 * @param names the same map as for reading: their name → our name
 */
export function encodeStateDict(state: StateDict, names: NameMap = {}): Bytes {
  check(calls.encodeStateDict, state, names);
  const back = Object.fromEntries(Object.entries(names).map(([theirs, ours]) => [ours, theirs]));
  if (Object.keys(back).length !== Object.keys(names).length)
    throw new ChalkgradError(
      'state dict: two names are translated to the same one',
      'to write files, each of our names must come from exactly one of theirs.',
    );
  return encodeSafetensors(renameState(state, back), { format: 'pt' });
}

/**
 * Bytes of PyTorch's safetensors file → state dict with our names, for `model.loadStateDict`. Half precision becomes float32,
 * 64-bit whole numbers int32.
 *
 * Errors: those of safetensors and of the names; a pickle.
 */
export function decodeStateDict(file: Bytes, name = 'state dict', names: NameMap = {}): Record<string, Tensor> {
  check(calls.decodeStateDict, file, name, names);
  const isZip = file[0] === 0x50 && file[1] === 0x4b;
  const isPickle = file[0] === 0x80 && file[1]! <= 5;
  if (isZip || isPickle) {
    throw new ChalkgradError(
      `${name}: a pickled PyTorch file, which can run code when opened`,
      'save it in PyTorch with safetensors.torch.save_file(model.state_dict(), path) instead.',
    );
  }
  return renameState(decodeSafetensors(file, name, { convert: true }).tensors, names);
}
