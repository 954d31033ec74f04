/** A GRU's next state: a mixture of the old one and a new one. Source: Cho et al. (2014), §2.3, with r applied after the product. */
import type { FusedKernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { runCells } from './gates.ts';
import { wgsl } from './wgsl.ts';

export const gruHidden: FusedKernels<GpuMemory>['gruHidden'] = (fromInput, fromHidden, hidden, out, bent) => {
  runCells({
    key: 'gruHidden',
    shape: hidden.shape,
    views: { x: fromInput, h: fromHidden, hidden },
    writes: { next: out, bent },
    body: wgsl`
  let atX = x_at(i);
  let atH = h_at(i);
  let reset = sigmoidOf(x[atX] + h[atH]);
  let update = sigmoidOf(x[atX + p.x_gate] + h[atH + p.h_gate]);
  let candidate = tanhOf(x[atX + 2 * p.x_gate] + reset * h[atH + 2 * p.h_gate]);
  next[i] = candidate + update * (hidden[hidden_at(i)] - candidate);
  bent[i] = reset;
  bent[p.size + i] = update;
  bent[2u * p.size + i] = candidate;`,
  });
};

export const gruHiddenGrad: FusedKernels<GpuMemory>['gruHiddenGrad'] = (
  grad,
  bent,
  fromHidden,
  hidden,
  fromInputGrad,
  fromHiddenGrad,
  hiddenGrad,
) => {
  runCells({
    key: 'gruHiddenGrad',
    shape: grad.shape,
    views: { upstream: grad, h: fromHidden, hidden },
    bent,
    writes: { fromInputGrad, fromHiddenGrad, hiddenGrad },
    body: wgsl`
  let g = upstream[upstream_at(i)];
  let reset = bent[i];
  let update = bent[p.size + i];
  let candidate = bent[2u * p.size + i];
  let kept = g * update;
  let ofNew = throughTanh(g - kept, candidate);
  let ofReset = throughSigmoid(ofNew * h[h_at(i) + 2 * p.h_gate], reset);
  let ofUpdate = throughSigmoid(g * (hidden[hidden_at(i)] - candidate), update);
  let to = 3u * row * p.width + column;
  fromInputGrad[to] = ofReset;
  fromInputGrad[to + p.width] = ofUpdate;
  fromInputGrad[to + 2u * p.width] = ofNew;
  fromHiddenGrad[to] = ofReset;
  fromHiddenGrad[to + p.width] = ofUpdate;
  fromHiddenGrad[to + 2u * p.width] = ofNew * reset;
  ${hiddenGrad === null ? '' : 'hiddenGrad[i] = kept;'}`,
  });
};
