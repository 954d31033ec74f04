/** Makes a rung of the processor's ladder ready to run, or says what this browser lacks for it. */
import { cpuRungs, rungOfFile } from '../../visuals/kernels/ladder/cpuRungs.ts';
import type { Need } from '../../visuals/kernels/ladder/protocol.ts';
import type { Problem } from './problem.ts';
import type { ReadyRung } from './ReadyRung.ts';
import { RungFailure } from './RungFailure.ts';
import { type ScriptModule, scriptRung } from './scriptRung.ts';
import { shippedRung } from './shippedRung.ts';
import { type ThreadHire, threadRung } from './threadRung.ts';
import { wasmRung } from './wasmRung.ts';

// Found, not listed: a rung's file is in the lesson's folder, whatever number that folder bears.
const scripts = import.meta.glob<ScriptModule>('/lessons/*/rungs/*.ts');
const binaries = import.meta.glob<string>('/lessons/*/rungs/assembly/*.wasm', { query: '?url', import: 'default' });

const fileOf = <Load>(files: Readonly<Record<string, Load>>, id: string): Load | undefined =>
  Object.entries(files).find(([path]) => rungOfFile(path) === id)?.[1];

/** @throws RungFailure when the compiled rung is missing: then the site was not built as it should be. */
export async function prepareCpuRung(id: string, problem: Problem): Promise<ReadyRung | Need> {
  if (id === 'shipped') return shippedRung(problem);
  const script = fileOf(scripts, id);
  if (script !== undefined) return scriptRung(await script(), problem);
  if (typeof WebAssembly === 'undefined') return 'webassembly';
  const bytes = await binaryOf(id);
  const needs = cpuRungs.find((rung) => rung.id === id)?.needs ?? [];
  // The compiled rung is its own probe: a browser that lacks its instructions finds it invalid.
  if (!WebAssembly.validate(bytes)) return needs.includes('relaxed') ? 'relaxed' : 'simd';
  const threaded = needs.includes('threads');
  if (threaded && !globalThis.crossOriginIsolated) return 'threads';
  const module = await WebAssembly.compile(bytes);
  return threaded ? threadRung(module, problem, hire, navigator.hardwareConcurrency) : wasmRung(module, problem);
}

async function binaryOf(id: string): Promise<ArrayBuffer> {
  const address = await fileOf(binaries, id)?.();
  if (address === undefined) throw new RungFailure('absent', id);
  const answer = await fetch(address);
  if (!answer.ok) throw new RungFailure('absent', `${address} ${answer.status}`);
  return answer.arrayBuffer();
}

function hire(work: ThreadHire): Promise<Worker> {
  const member = new Worker(new URL('../ladderThread.worker.ts', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    member.onmessage = () => resolve(member);
    member.onerror = (event) => reject(new Error(event.message));
    member.postMessage(work);
  });
}
