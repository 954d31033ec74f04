/**
 * The one place where a page's training, or the recording of one, chooses what it runs on. Without a name the framework's own
 * default stands.
 */
import { backendName, loadSimd, setThreads, startWebgpu, threads, threadsReady, useBackend } from '#framework';

/** The name by which a model is asked onto the GPU. */
export const GPU = 'webgpu';

/** The name of the SIMD kernels on as many threads as there are processors. */
export const THREADS = 'threads';

/** Switch to a backend by name; returns the name of the one that is active. With `webgpu` the CPU keeps its loops: only the model moves. */
export async function chooseBackend(name?: string): Promise<string> {
  if (name === THREADS) return chooseThreads();
  // Where memory may be shared a second thread comes by itself, as soon as the kernels have had enough to share. What is named is taken as it is.
  if (globalThis.crossOriginIsolated === true) setThreads(name === undefined ? 2 : 1, { whenWorth: true });
  await loadSimd(); // a page fetches the compiled kernels; without them the reference serves
  if (name === GPU) {
    await startWebgpu();
    return GPU;
  }
  if (name !== undefined) useBackend(name);
  return backendName();
}

/** Waits for the helpers, so that the first step is as fast as the last. Where none come, the name says on what it runs instead. */
async function chooseThreads(): Promise<string> {
  setThreads(navigator.hardwareConcurrency);
  await loadSimd();
  useBackend('simd');
  await threadsReady();
  return threads() > 1 ? THREADS : backendName();
}
