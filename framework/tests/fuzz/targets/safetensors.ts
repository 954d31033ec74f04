import { decodeSafetensors, decodeStateDict, encodeSafetensors, tensor, zeros } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick, variedTree } from '../mutate.ts';
import { partsOf, rejoined } from '../safetensorsParts.ts';

const files = (): ReturnType<FuzzTarget['seeds']> => [
  encodeSafetensors({ a: tensor([1.5, -2]), b: zeros([2, 0, 3]) }, { note: 'é' }),
  encodeSafetensors({
    d: tensor([[1], [2]], { dtype: 'float64' }),
    i: tensor([7], { dtype: 'int32' }),
    t: tensor([1, 0], { dtype: 'bool' }),
  }),
  encodeSafetensors({}),
  new Uint8Array(0),
];

export const safetensors: FuzzTarget = {
  name: 'safetensors',
  seeds: files,
  vary(g) {
    const seeds = files() as Awaited<ReturnType<typeof files>>;
    const { header, body } = partsOf(pick(seeds.slice(0, 3), g));
    return rejoined(JSON.stringify(variedTree(header, g)) ?? 'null', body);
  },
  read(bytes) {
    const { tensors, metadata } = decodeSafetensors(bytes, 'file');
    const again = decodeSafetensors(encodeSafetensors(tensors, metadata), 'again');
    if (Object.keys(again.tensors).join() !== Object.keys(tensors).sort().join())
      throw new Error('other names came back');
    decodeStateDict(bytes, 'file');
  },
};
