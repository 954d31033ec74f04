/**
 * Finding the compiled kernels and starting them. Node reads the file at once, when the backend is first asked for; a browser
 * fetches it, so a page (or better, its worker) awaits `loadSimd()` (backend.ts) before it trains. Whatever is missing (WebAssembly, its
 * vectors, the file) is no error: the reference runs, and `simdReason()` says why.
 */
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { isMemoryShared, startEngine } from './engine.ts';
import { withSharedMemory } from './sharedImport.ts';
import { startTeam, wantedThreads, wishThreads } from './threads.ts';

const calls = {
  setRelaxed: signature('setRelaxed', { wanted: 'boolean' }),
  setThreads: signature('setThreads', { count: 'count' }, { whenWorth: 'boolean' }),
  provideKernels: signature('provideKernels', {}, { strict: 'bytes', relaxed: 'bytes' }),
};

/** The smallest modules that use a 128-bit vector, and a relaxed instruction. Source: GoogleChromeLabs/wasm-feature-detect. */
const PROBES = {
  simd: [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
  relaxed: [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15,
    253, 128, 2, 11,
  ],
} as const;

const supports = (probe: keyof typeof PROBES): boolean =>
  typeof WebAssembly !== 'undefined' && WebAssembly.validate(new Uint8Array(PROBES[probe]));

type Build = 'strict' | 'relaxed';

/** Written out, so that a bundler finds the files. */
const fileOf = (build: Build): URL =>
  build === 'relaxed'
    ? new URL('./build/relaxed.wasm', import.meta.url)
    : new URL('./build/strict.wasm', import.meta.url);

const binaries: Partial<Record<Build, Uint8Array<ArrayBuffer>>> = {};
/** Compiled binaries, by what is running. */
const modules = new Map<string, WebAssembly.Module>();
let running: string | null = null;
let wantsRelaxed = true;
let reason = 'the SIMD kernels were not loaded yet: await loadSimd() first';

const chosenBuild = (): Build => (wantsRelaxed && supports('relaxed') ? 'relaxed' : 'strict');

/** Memory that was shared stays so: tensors live in it. */
const wantsShared = (): boolean => wantedThreads() > 1 || isMemoryShared();

const nameOf = (build: Build, shared: boolean): string => (shared ? `${build}, shared` : build);

function compiled(build: Build, binary: Uint8Array<ArrayBuffer>, shared: boolean): WebAssembly.Module {
  const name = nameOf(build, shared);
  const module = modules.get(name) ?? new WebAssembly.Module(shared ? withSharedMemory(binary) : binary);
  modules.set(name, module);
  return module;
}

function start(build: Build, binary: Uint8Array<ArrayBuffer>): true {
  const shared = wantsShared();
  const module = compiled(build, binary, shared);
  startTeam(module, startEngine(module, build === 'relaxed', shared));
  binaries[build] = binary;
  running = nameOf(build, shared);
  reason = '';
  return true;
}

function fail(cause: unknown): false {
  reason = `the SIMD kernels could not be started (${cause instanceof Error ? cause.message : String(cause)})`;
  return false;
}

function lacksVectors(): boolean {
  if (supports('simd')) return false;
  reason = 'this machine or browser has no WebAssembly vectors (SIMD)';
  return true;
}

/** '' while the SIMD kernels can run, else why they cannot. */
export const simdReason = (): string => reason;

/** Start at once, where files can be read at once (Node) or the kernels were loaded before. */
export function startSimd(): boolean {
  const build = chosenBuild();
  if (running === nameOf(build, wantsShared())) return true;
  if (lacksVectors()) return false;
  try {
    const loaded = binaries[build];
    if (loaded !== undefined) return start(build, loaded);
    const fs = typeof process === 'undefined' ? undefined : process.getBuiltinModule?.('node:fs');
    const file = fileOf(build);
    if (fs === undefined || file.protocol !== 'file:') return false;
    return start(build, new Uint8Array(fs.readFileSync(file)));
  } catch (cause) {
    return fail(cause);
  }
}

/**
 * The compiled kernels themselves, where nothing can be fetched: in a sandbox without network. Give them before `loadSimd()`.
 * strict, relaxed: the bytes of build/strict.wasm and build/relaxed.wasm; a copy for each worker.
 */
export function provideKernels(given: Readonly<Partial<Record<Build, Uint8Array<ArrayBuffer>>>>): void {
  optionsOf(calls.provideKernels, [given]);
  Object.assign(binaries, given);
}

/** Start, fetching the compiled kernels where they cannot be read at once. Returns whether they run here. */
export async function loadKernels(): Promise<boolean> {
  if (startSimd()) return true;
  if (!supports('simd')) return false;
  const build = chosenBuild();
  try {
    const file = fileOf(build);
    if (file.protocol === 'file:') return false; // startSimd has said what is wrong
    const response = await fetch(file);
    if (!response.ok) return fail(`${file.href} answered ${response.status}`);
    const binary = new Uint8Array(await response.arrayBuffer());
    const name = nameOf(build, wantsShared());
    // Compiled beside the page's work; `start` finds it.
    modules.set(name, await WebAssembly.compile(wantsShared() ? withSharedMemory(binary) : binary));
    return start(build, binary);
  } catch (cause) {
    return fail(cause);
  }
}

/**
 * May multiply and add be fused? true (default): where the machine can, faster, and the last bits may differ between machines.
 * false: the same bits everywhere. In a browser call it before `loadSimd()`.
 */
export function setRelaxed(wanted: boolean): void {
  check(calls.setRelaxed, wanted);
  wantsRelaxed = wanted;
  if (running !== null) startSimd();
}

/**
 * How many threads the SIMD kernels use for what is large enough to share; 1 (default): this one alone. The numbers are the same bits with
 * any number. More than the machine has processors are not started, and none where memory may not be shared (a page that is not
 * cross-origin isolated): `threadsReason()` then says so. They come as soon as they can; `await threadsReady()` waits for them.
 *
 * @param options.whenWorth true: they come only when kernels have had so much to share that it would have paid, which is told by the work of
 *   the kernels alone; a small model never has any. Default false.
 * @example setThreads(2);
 * @example setThreads(2, { whenWorth: true });
 */
export function setThreads(count: number, options: { readonly whenWorth?: boolean } = {}): void {
  optionsOf(calls.setThreads, [count, options]);
  wishThreads(count, options.whenWorth);
  if (running !== null) restart();
}

/** With other threads, and where it must be another memory. */
function restart(): void {
  running = null;
  startSimd();
}
