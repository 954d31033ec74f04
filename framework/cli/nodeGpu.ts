/**
 * A GPU for Node: the optional package `webgpu` (Dawn, the WebGPU of Chrome). The framework imports no packages, so this is the one place
 * that does, and it passes the object in.
 *
 * A running device keeps the process busy: call `shutdownWebgpu()` at the end.
 */
import { existsSync } from 'node:fs';
import { type AdapterDescription, ChalkgradError, startWebgpu } from '../index.ts';

/** The object adapters come from. Were it collected as garbage while a device lives, the process would crash: so it stays here. */
let kept: GPU | null = null;

/** Where Debian and Google put the GPU in software (SwiftShader) that comes with Chromium: what a machine without a driver can use. */
const SOFTWARE_DRIVERS = [
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  '/usr/lib/chromium-browser/vk_swiftshader_icd.json',
  '/opt/google/chrome/vk_swiftshader_icd.json',
];
/** Where Linux shows graphics cards. */
const GRAPHICS_CARDS = ['/dev/dri', '/dev/nvidia0'];
/** The Vulkan loader's own variable: which drivers it knows. */
const DRIVER_VARIABLE = 'VK_ICD_FILENAMES';

/**
 * Start the GPU in Node. Without a graphics driver it looks for one in software.
 *
 * Errors: the package is not installed; no adapter.
 *
 * @example await startNodeGpu(); useBackend('webgpu');
 */
export async function startNodeGpu(): Promise<AdapterDescription> {
  const { create } = await load();
  if (process.platform === 'linux' && !GRAPHICS_CARDS.some((path) => existsSync(path))) useSoftware(); // asking in vain prints pages of warnings
  kept ??= create([]);
  if ((await kept.requestAdapter()) === null && useSoftware()) kept = create([]);
  try {
    return await startWebgpu({ gpu: kept });
  } catch (error) {
    if (!(error instanceof ChalkgradError) || process.platform !== 'linux') throw error;
    throw new ChalkgradError(
      error.message.split('\n')[0]!,
      `it needs the Vulkan loader and a driver. On Debian: apt-get install libvulkan1 chromium (a GPU in software comes with it and is found); elsewhere name a driver's file, such as vk_swiftshader_icd.json, in ${DRIVER_VARIABLE}.`,
    );
  }
}

/** Name the driver in software, unless one was named. Returns whether that changed anything. */
function useSoftware(): boolean {
  const software = SOFTWARE_DRIVERS.find((path) => existsSync(path));
  if (software === undefined || process.env[DRIVER_VARIABLE] !== undefined) return false;
  process.env[DRIVER_VARIABLE] = software;
  return true;
}

async function load(): Promise<typeof import('webgpu')> {
  try {
    return await import('webgpu');
  } catch (error) {
    throw new ChalkgradError(
      `startNodeGpu: the package webgpu cannot be loaded (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`,
      'it is an optional dependency: npm install gets it where a build for this system exists.',
    );
  }
}
