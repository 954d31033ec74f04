import { type Module, Parameter, type Tensor } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';
import type { Node } from './solution.ts';

/** Layers in a list are called `layers.0`, `layers.1`: name of the list, place in it. */
const ENTRY = /^(.*)\.(\d+)$/;

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'Module.namedParameters',
  room: 'nn',
  runs: ['deep-stack', 'spiral-mlp', 'digits-mlp', 'digits-cnn', 'moons-skip', 'sort-transformer', 'tiny-gpt'],
  track: 'sort-transformer.7',
  isSilent: true,
  differs: { 'params-not-registered': /^update / },
  parts: ({ namedParameters }) => [
    {
      name: 'Module.namedParameters',
      run: (module: Module) => {
        const tensors = new Map<Tensor, number>();
        const idOf = (tensor: Tensor): number => {
          if (!tensors.has(tensor)) tensors.set(tensor, tensors.size);
          return tensors.get(tensor)!;
        };
        const leaf = (tensor: Tensor): Node => ({
          kind: tensor instanceof Parameter ? 'parameter' : 'buffer',
          id: idOf(tensor),
        });
        const boxOf = (inside: Module): Node => {
          const children = [...inside.namedChildren()];
          const own = Object.entries(inside.stateDict()).filter(
            ([path]) => !children.some(([name]) => path.startsWith(`${name}.`)),
          );
          const fields: Record<string, Node | Node[]> = Object.fromEntries(own.map(([name, one]) => [name, leaf(one)]));
          for (const [name, child] of children) {
            const [, list] = ENTRY.exec(name) ?? [];
            if (list === undefined) fields[name] = boxOf(child);
            else fields[list] = [...((fields[list] as Node[] | undefined) ?? []), boxOf(child)];
          }
          return { kind: 'module', fields };
        };
        const listed = namedParameters(boxOf(module));
        const byId = [...tensors.keys()];
        return listed.map(([path, id]) => [path, byId[id]]);
      },
    },
  ],
});
