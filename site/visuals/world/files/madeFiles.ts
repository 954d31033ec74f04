/**
 * A step's parameters as files that other programs open. Loaded when a reader asks for one: it brings the framework and the exporter with it.
 */
import { digitsNetwork, Generator, noGrad, type Tensor, tensor, zeros } from '#framework';
import { quantised } from '#framework/runs/quantise.ts';
import { graphOf } from '../../../exchange/graph.ts';
import { decodeOnnx, encodeOnnx } from '../../../exchange/onnx/bytes.ts';
import { OnnxNetwork } from '../../../exchange/onnx/OnnxNetwork.ts';
import { toOnnx } from '../../../exchange/onnx/toOnnx.ts';
import type { DrawingFacts } from '../../../exchange/page/facts.ts';
import { type PageParts, toPage } from '../../../exchange/page/toPage.ts';
import type { Entry } from './stateFile.ts';

export type Named = Pick<Entry, 'name' | 'shape' | 'values'>;

const SIDE = 28;

/** The network of digits-cnn with these numbers. `bits`: weights as they come back from so many, with a scale a row; 32 leaves them. */
function networkOf(named: readonly Named[], bits = 32) {
  const network = digitsNetwork(new Generator(0));
  const state = Object.fromEntries(
    named.map(({ name, shape, values }) => {
      const kept =
        bits < 32 && name.endsWith('.weight') ? quantised(values, shape, bits, 'channel') : Float32Array.from(values);
      return [name, tensor(kept, { shape: [...shape], dtype: 'float32' })];
    }),
  );
  network.loadStateDict(state);
  network.eval();
  return network;
}

/** Bytes of an ONNX file. */
export function onnxOf(named: readonly Named[], step: number, bits = 32): Uint8Array<ArrayBuffer> {
  const graph = graphOf('digits-cnn', networkOf(named, bits), (n) => [zeros([n, 1, SIDE, SIDE])]);
  return encodeOnnx(toOnnx('digits-cnn', graph, { notes: { run: 'digits-cnn', step: String(step) } }));
}

export interface PageWish extends Pick<PageParts, 'title' | 'summary' | 'script' | 'props' | 'words' | 'language'> {
  readonly step: number;
  readonly bits: number;
  /** Pictures [n, 784], 0 … 1, for those who do not draw. */
  readonly pictures: readonly ArrayLike<number>[];
}

/** One HTML page with the weights inside it. */
export function pageOf(named: readonly Named[], { step, bits, pictures, ...rest }: PageWish): string {
  const facts: DrawingFacts = {
    kind: 'drawing',
    output: 'classes',
    examples: pictures.map((picture) =>
      Array.from(picture, (value) => Math.round(255 * Math.min(1, Math.max(0, value)))),
    ),
  };
  return toPage({
    ...rest,
    facts,
    model: onnxOf(named, step, bits),
    parameters: named.reduce((sum, { values }) => sum + values.length, 0),
  });
}

/** What ONNX Runtime Web is asked for here; its own types are not installed. */
interface Runtime {
  readonly env: {
    readonly versions: { readonly web?: string; readonly common: string };
    logLevel: string;
    readonly wasm: { numThreads: number; wasmPaths: string };
  };
  readonly Tensor: new (type: 'float32', values: Float32Array<ArrayBuffer>, shape: readonly number[]) => unknown;
  readonly InferenceSession: {
    create(
      file: Uint8Array,
      options: { executionProviders: string[] },
    ): Promise<{
      readonly inputNames: readonly string[];
      readonly outputNames: readonly string[];
      run(feeds: Record<string, unknown>): Promise<Record<string, { readonly data: Float32Array<ArrayBuffer> }>>;
      release(): Promise<void>;
    }>;
  };
}

export interface Compared {
  readonly version: string;
  /** Largest difference, and the largest logit. */
  readonly difference: number;
  readonly largest: number;
  readonly images: number;
}

/** The same images through this framework and through ONNX Runtime, whose files lie under `address`. */
export async function compared(
  named: readonly Named[],
  step: number,
  images: { readonly values: Float32Array<ArrayBuffer>; readonly count: number },
  address: string,
): Promise<Compared> {
  const runtime = (await import(/* @vite-ignore */ `${address}ort.wasm.min.mjs`)) as Runtime;
  runtime.env.wasm.numThreads = 1;
  runtime.env.wasm.wasmPaths = address;
  runtime.env.logLevel = 'error';
  const file = onnxOf(named, step);
  const shape = [images.count, 1, SIDE, SIDE];
  const session = await runtime.InferenceSession.create(file, { executionProviders: ['wasm'] });
  try {
    const fed = new runtime.Tensor('float32', images.values, shape);
    const theirs = (await session.run({ [session.inputNames[0]!]: fed }))[session.outputNames[0]!]!.data;
    const x = tensor(images.values, { shape, dtype: 'float32' });
    const ours = noGrad(() => networkOf(named).forward(x) as Tensor).dataSync();
    return {
      ...apart(ours, theirs),
      images: images.count,
      version: runtime.env.versions.web ?? runtime.env.versions.common,
    };
  } finally {
    await session.release();
  }
}

/** Read back by our own importer: does the file say what the network says? */
export function readBack(named: readonly Named[], file: Uint8Array, images: Float32Array<ArrayBuffer>, count: number) {
  const x = tensor(images, { shape: [count, 1, SIDE, SIDE], dtype: 'float32' });
  const [ours, theirs] = noGrad(() => [networkOf(named).forward(x), new OnnxNetwork(decodeOnnx(file)).forward(x)]);
  return apart((ours as Tensor).dataSync(), (theirs as Tensor).dataSync());
}

function apart(a: ArrayLike<number>, b: ArrayLike<number>): { difference: number; largest: number } {
  let [difference, largest] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
    largest = Math.max(largest, Math.abs(a[i]!));
  }
  return { difference, largest };
}
