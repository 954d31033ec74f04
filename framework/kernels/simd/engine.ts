/**
 * The compiled kernels and the memory they work in: one WebAssembly.Memory, reserved once and never grown, because growing would
 * detach every view of it. Its upper end is scratch, from which a kernel stages what lies elsewhere; the rest is the arena
 * (arena.ts), where tensors can live so that nothing needs staging. Pages that nobody touches cost nothing.
 */
import { ChalkgradError } from '../../tensor/errors.ts';

/** What assembly/index.ts exports. Addresses are bytes, steps are elements. */
export const exportNames = [
  'adadelta',
  'adagrad',
  'adam',
  'addProducts',
  'addWindows',
  'argReduce',
  'attention',
  'attentionGrad',
  'attentionGradWork',
  'attentionWork',
  'averagePool',
  'backToKernels',
  'batchNorm',
  'batchNormGrad',
  'compareEq',
  'compareGe',
  'compareGt',
  'compareLe',
  'compareLt',
  'compareNe',
  'convolve',
  'convolveOne',
  'copy',
  'correlate',
  'crossEntropy',
  'crossEntropyGrad',
  'evaluateKernels',
  'fill',
  'fillCells',
  'fillTaps',
  'frame',
  'gatherAcross',
  'gatherInRows',
  'gatherRows',
  'gemm',
  'gemmWork',
  'gradElu',
  'gradGelu',
  'gradGeluTanh',
  'gradLeakyRelu',
  'gradRelu',
  'gradSigmoid',
  'gradSilu',
  'gradSoftplus',
  'gradTanh',
  'gruHidden',
  'gruHiddenGrad',
  'kernelBytes',
  'layerNorm',
  'layerNormGrad',
  'lion',
  'logSoftmax',
  'logSoftmaxGrad',
  'lstmHidden',
  'lstmHiddenGrad',
  'lstmMemory',
  'lstmMemoryGrad',
  'mapAbs',
  'mapAcos',
  'mapAsin',
  'mapAtan',
  'mapCeil',
  'mapCelu',
  'mapClamp',
  'mapCosh',
  'mapElu',
  'mapErf',
  'mapExp',
  'mapFloor',
  'mapGelu',
  'mapGeluTanh',
  'mapHardsigmoid',
  'mapHardswish',
  'mapIsPositive',
  'mapLeakyRelu',
  'mapLog',
  'mapLog1p',
  'mapLogicalNot',
  'mapMish',
  'mapNeg',
  'mapReciprocal',
  'mapRelu',
  'mapRound',
  'mapRsqrt',
  'mapSelu',
  'mapSigmoid',
  'mapSign',
  'mapSilu',
  'mapSinh',
  'mapSoftplus',
  'mapSoftsign',
  'mapSqrt',
  'mapSquare',
  'mapTanh',
  'mapThreshold',
  'maxPool',
  'nadam',
  'packWeights',
  'paste',
  'reduceAcross',
  'reduceAlong',
  'rmsprop',
  'scatterAcross',
  'scatterInRows',
  'scatterRows',
  'select',
  'setOverhang',
  'sgd',
  'softmax',
  'softmaxGrad',
  'swapLeading',
  'tileBytes',
  'tilesAcrossChannels',
  'widen',
  'winograd',
  'winogradWork',
  'zipAdd',
  'zipDiv',
  'zipMaximum',
  'zipMinimum',
  'zipMul',
  'zipSub',
] as const;

export type Wasm = Readonly<Record<(typeof exportNames)[number], (...args: number[]) => number>>;

/** Addresses below belong to the compiler's own data. */
export const FIRST_ADDRESS = 1 << 16;
const PAGE = 1 << 16;
const MEGABYTE = 1 << 20;
/** Loops may read a vector past the end of a buffer: nothing is placed at the very end. */
const GUARD = 256;
const SIZES = [1024, 512, 256, 128, 64]; // megabytes, tried in turn

/** More threads than this share one path to memory, and gain little. */
export const MOST_THREADS = 16;
/** Bytes in which a thread's micro-kernel writes what hangs over an edge (assembly/tile.ts). */
const OVERHANG = 128;

/** The compiled functions, set by `startEngine`. */
export let wasm: Wasm;
/** The whole memory, seen as each element type. */
export let floats: Float32Array<ArrayBuffer>;
export let words: Int32Array<ArrayBuffer>;
export let bytes: Uint8Array<ArrayBuffer>;

let memory: WebAssembly.Memory | null = null;
let buffer: ArrayBuffer;
let fused = false;
let isShared = false;

/** Where the arena ends; scratch may come down to here. */
let arenaEnd = FIRST_ADDRESS;
let scratchTop = 0;
let memoryEnd = 0;

function reserve(shared: boolean): WebAssembly.Memory {
  for (const size of SIZES) {
    try {
      return new WebAssembly.Memory({ initial: (size * MEGABYTE) / PAGE, maximum: PAGE, shared });
    } catch {
      // too much for this machine: try less
    }
  }
  throw new ChalkgradError('simd: no memory could be reserved', "choose useBackend('reference').");
}

/** The compiled functions over a memory, those of the thread with this number. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory, thread: number): Wasm {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const missing = exportNames.find((name) => !(name in exports));
  if (missing !== undefined) {
    throw new ChalkgradError(
      `simd: the compiled kernels lack '${missing}'`,
      'they are older than their sources: run npm run kernels.',
    );
  }
  const functions = exports as unknown as Wasm;
  functions.setOverhang(scratchEndOf(memory) + OVERHANG * thread);
  return functions;
}

/** Behind it each thread has its overhang. */
const scratchEndOf = ({ buffer }: WebAssembly.Memory): number => buffer.byteLength - GUARD - OVERHANG * MOST_THREADS;

/**
 * Take compiled kernels into use. A second call changes the kernels and keeps the memory, unless it is to be shared by threads and is not
 * yet: then a new one begins, and what lives in the old one stays where it is, as ordinary arrays that are staged like others.
 */
export function startEngine(module: WebAssembly.Module, relaxed: boolean, shared: boolean): WebAssembly.Memory {
  const kept = memory !== null && isShared === shared ? memory : reserve(shared);
  wasm = instantiate(module, kept, 0);
  fused = relaxed;
  if (kept === memory) return kept;
  memory = kept;
  isShared = shared;
  buffer = kept.buffer as ArrayBuffer; // or a SharedArrayBuffer, whose views do the same for whoever does not hand them to another thread
  floats = new Float32Array(buffer);
  words = new Int32Array(buffer);
  bytes = new Uint8Array(buffer);
  arenaEnd = FIRST_ADDRESS;
  memoryEnd = scratchEndOf(kept);
  scratchTop = memoryEnd;
  return kept;
}

/** Is the memory one that threads can share? Once it is, it stays so. */
export const isMemoryShared = (): boolean => isShared;

/** Are the running kernels the ones with fused multiply-add? */
export const isRelaxed = (): boolean => fused;

/** The memory all addresses refer to. */
export const wasmBuffer = (): ArrayBuffer => buffer;

/** Thrown where scratch has no room left: the caller falls back to the reference. */
export const NO_ROOM = new ChalkgradError(
  'simd: an operand is too large for the scratch memory',
  'this is handled inside.',
);

/** Forget everything staged: the first thing a kernel does. */
export function resetScratch(): void {
  scratchTop = memoryEnd;
}

/** Address of `size` free bytes that last until the kernel ends. */
export function scratch(size: number): number {
  scratchTop = (scratchTop - size - 16) & ~15;
  if (scratchTop < arenaEnd) throw NO_ROOM;
  return scratchTop;
}

/** Move the end of the arena up by `size` bytes. Returns the old end, or 0 when scratch would be left with less than a quarter. */
export function extendArena(size: number): number {
  if (arenaEnd + size > 0.75 * memoryEnd) return 0;
  const at = arenaEnd;
  arenaEnd += size;
  return at;
}
