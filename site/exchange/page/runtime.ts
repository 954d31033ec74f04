/**
 * What runs in an exported page: it reads the ONNX file that lies in the page, makes a network of it, and puts a control before it. Bundled as one
 * classic script (a module could not be loaded from `file:`); nothing is fetched.
 */
import { noGrad, type Tensor, useBackend } from '#framework';
import { decodeOnnx } from '../onnx/bytes.ts';
import { OnnxNetwork } from '../onnx/OnnxNetwork.ts';
import { mountDrawing } from './controls/drawing.ts';
import { mountNoise } from './controls/noise.ts';
import { mountNumbers } from './controls/numbers.ts';
import { mountText } from './controls/text.ts';
import { type Explained, explain, type Layer } from './explain.ts';
import type { PageFacts } from './facts.ts';
import type { Words } from './toPage.ts';

/** What a control gets. */
export interface Stage {
  readonly root: HTMLElement;
  readonly words: Words;
  /** The network's answer. Synchronous: everything is in the page. */
  readonly answer: (x: Tensor) => Tensor;
  /** What in a picture speaks for a class; null where the network has no maps to weigh. */
  readonly explain: (pixels: ArrayLike<number>, cls: number, layer: Layer) => Explained | null;
}

interface Given {
  readonly facts: PageFacts;
  readonly words: Words;
}

function start(): void {
  useBackend('reference'); // the compiled loops would have to be fetched
  const text = (id: string): string => document.getElementById(id)!.textContent!;
  const { facts, words } = JSON.parse(text('facts')) as Given;
  const bytes = Uint8Array.from(atob(text('weights').trim()), (letter) => letter.charCodeAt(0));
  const network = new OnnxNetwork(decodeOnnx(bytes, document.title));
  const root = document.getElementById('stage')!;
  const stage: Stage = {
    root,
    words,
    answer: (x) => noGrad(() => network.forward(x)),
    explain: (pixels, cls, layer) => explain(network, pixels, cls, layer),
  };
  if (facts.kind === 'drawing') mountDrawing(stage, facts);
  else if (facts.kind === 'text') mountText(stage, facts);
  else if (facts.kind === 'numbers') mountNumbers(stage, facts);
  else mountNoise(stage, facts);
  root.dataset['ready'] = 'yes';
}

start();
