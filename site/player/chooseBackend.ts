/**
 * The one place where a page's training, or the recording of one, chooses what it runs on. Without a name the framework's own
 * default stands.
 */
import { backendName, loadSimd, startWebgpu, useBackend } from '#framework';

/** The name by which a model is asked onto the GPU. */
export const GPU = 'webgpu';

/** Switch to a backend by name; returns the name of the one that is active. With `webgpu` the CPU keeps its loops: only the model moves. */
export async function chooseBackend(name?: string): Promise<string> {
  await loadSimd(); // a page fetches the compiled kernels; without them the reference serves
  if (name === GPU) {
    await startWebgpu();
    return GPU;
  }
  if (name !== undefined) useBackend(name);
  return backendName();
}
