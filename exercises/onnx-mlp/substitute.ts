import {
  type DataLoader,
  Dropout,
  Linear,
  type Metrics,
  type Module,
  measured,
  noGrad,
  ReLU,
  Sequential,
  type Supervised,
  supervisedEvaluate,
  type Tensor,
  tensor,
} from '#framework';
import { defineSubstitute, rowsOf } from '../places/Substitute.ts';
import { opened } from './given.ts';
import type { Model } from './solution.ts';

/** Linear layers, each with a ReLU and a dropout behind it or without; null: something else is in this network. */
function layersOf(model: Module): Model['layers'] | null {
  if (model instanceof Linear) {
    const { weight, bias } = model;
    const zeros = Array.from({ length: weight.shape[0]! }, () => 0);
    return [
      { weight: rowsOf(weight), bias: bias === null ? zeros : Array.from(bias.dataSync()), relu: false, dropout: 0 },
    ];
  }
  if (!(model instanceof Sequential)) return null;
  const layers: Model['layers'] = [];
  for (const [, child] of model.namedChildren()) {
    const last = layers.at(-1);
    if (child instanceof ReLU && last !== undefined) last.relu = true;
    else if (child instanceof Dropout && last !== undefined) last.dropout = child.p;
    else {
      const inner = layersOf(child);
      if (inner === null) return null;
      layers.push(...inner);
    }
  }
  return layers.length === 0 ? null : layers;
}

/** The network is examined as the file that the answer makes of it says. A network that the exercise does not know is asked itself. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'exportMlp',
  room: 'io',
  runs: ['three-clouds', 'noisy-moons', 'deep-stack'],
  track: 'noisy-moons.7(examples=64,dropout=0.2)',
  examined: true,
  isSilent: true,
  differs: { 'weight-data-transposed': /^loss$/, 'relu-on-the-logits': /^loss$/, 'eval-mode-not-set': /^loss$/ },
  parts: ({ exportMlp }) => [
    {
      name: 'evaluate',
      run: (parts: Supervised, loader: DataLoader): Metrics => {
        const layers = layersOf(parts.model);
        if (layers === null) return supervisedEvaluate(parts, loader);
        const width = layers[0]!.weight[0]!.length;
        const file: unknown = exportMlp({
          mean: Array.from({ length: width }, () => 0),
          std: Array.from({ length: width }, () => 1),
          layers,
        });
        if (!(file instanceof Uint8Array)) throw new TypeError('exportMlp returned no bytes');
        const totals: Record<string, number> = {};
        let count = 0;
        parts.model.eval();
        for (const { ids, tensors } of loader.epoch(0)) {
          const [inputs, targets] = tensors as [Tensor, Tensor];
          const said = opened(file, rowsOf(inputs));
          if (typeof said === 'string') throw new TypeError(`the file cannot be opened: ${said}`);
          const outputs = tensor(said, { dtype: 'float32' });
          const loss = noGrad(() => parts.loss(outputs, targets)).itemSync();
          for (const [name, value] of Object.entries({ loss, ...measured(parts.measures, outputs, targets) }))
            totals[name] = (totals[name] ?? 0) + value * ids.length;
          count += ids.length;
        }
        parts.model.train();
        return Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, total / count]));
      },
    },
  ],
});
