// Takes out of node_modules what this machine can never use: Node's C++ headers, WebGPU for other systems, and binaryen's
// command-line programs (AssemblyScript imports its library). It was 268 of 776 MB when this was written. Run by `npm install`;
// whatever is not where it is expected is left alone, and nothing that goes wrong here stops an install.

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
const inside = (...names) => join(modules, ...names);

const ourGpu = `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`;
const gpuBuilds = inside('webgpu', 'dist');

/** Builds for other systems, as long as there is one for ours. */
const foreignGpuBuilds = () => {
  if (!existsSync(join(gpuBuilds, ourGpu))) return [];
  const named = /^(win32|linux|darwin)-(x64|arm64|universal)$/;
  return readdirSync(gpuBuilds)
    .filter((name) => named.test(name) && name !== ourGpu)
    .map((name) => join(gpuBuilds, name));
};

const nodes = () =>
  readdirSync(modules)
    .filter((name) => name.startsWith('node-'))
    .map((name) => inside(name, 'include'));

try {
  const superfluous = [...nodes(), ...foreignGpuBuilds(), inside('binaryen', 'bin')];
  for (const folder of superfluous) rmSync(folder, { recursive: true, force: true });
} catch (error) {
  console.error(`node_modules was left as large as it came (${error.message}).`);
}
