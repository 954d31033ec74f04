/** The sandbox in a Node child process: job on descriptor 0, frames on descriptor 3. */

import { captureConsole } from './console.ts';
import { type Host, loadGiven, sendMark, type Walls } from './host.ts';
import { hasOwn } from './intrinsics.ts';
import { type Job, readJob } from './job.ts';
import { readWord } from './readValue.ts';
import { sendLoadError, serve } from './serve.ts';
import type { Loaded } from './values.ts';
import { tag } from './wire.ts';

/** In a Node child process: job on descriptor 0, frames on descriptor 3. */
export async function serveNode({ limitBuffers, confine }: Walls): Promise<void> {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const exit = process.exit.bind(process);
  const job = readJob(readFileSync(0));
  const host = nodeHost(job, '', () => {
    // What a student's timer or promise throws while the file still waits for something is the reason why it does not load.
    process.on('uncaughtException', (error) => {
      sendLoadError(host, error);
      sendMark(host, tag.end, 0);
      exit(1);
    });
    process.on('unhandledRejection', () => {}); // as in a browser
    limitBuffers(() => {
      sendMark(host, tag.memory, 0);
      exit(1);
    });
    confine(() => exit(1)); // never 13, which Node itself uses
    captureConsole(host); // `confine` brings a console of its own
  });
  await serve(host, job);
  exit(0);
}

/** Many jobs of our own files one after the other, each with its length in front, as they come; for the proof of exercises only. */
export async function serveMany(): Promise<void> {
  const { readSync } = process.getBuiltinModule('node:fs');
  const isFilled = (bytes: Uint8Array): boolean => {
    for (let at = 0; at < bytes.length; ) {
      const got = readSync(0, bytes, at, bytes.length - at, null);
      if (got === 0) return false;
      at += got;
    }
    return true;
  };
  const head = new Uint8Array(4);
  for (let i = 0; isFilled(head); i++) {
    const bytes = new Uint8Array(readWord({ bytes: head, at: 0 }));
    if (!isFilled(bytes)) return;
    const job = readJob(bytes);
    await serve(
      nodeHost(job, String(i), () => {}),
      job,
    );
  }
}

/**
 * Every import is refused by a loader hook, except the modules of the job, and a student's may import the framework only,
 * where the job brings it: mutants that a test must tell apart are not to be recognised by their address.
 *
 * @param mark tells the modules of one job from those of the next, for a module is loaded once under its address
 * @param close is called when all of ours is loaded, before the student's
 */
function nodeHost(job: Job, mark: string, close: () => void): Host {
  const { writeSync } = process.getBuiltinModule('node:fs');
  const { registerHooks } = process.getBuiltinModule('node:module');
  const url = `answer${mark}:answer.ts`;
  const givenUrl = `given${mark}:given.ts`;
  const mutantUrl = (id: string): string => `mutant${mark}:${id}`;
  const libraryUrl = 'framework:framework.js';
  const sources: Record<string, string> = { [url]: job.code, [givenUrl]: job.given };
  for (const id of Object.keys(job.mutants)) sources[mutantUrl(id)] = job.mutants[id]!;
  if (job.framework !== '') sources[libraryUrl] = job.framework;
  /** What the module in front may import, and nobody else. */
  const parts: Record<string, string> = {};
  for (const name of Object.keys(job.parts ?? {})) {
    const partUrl = `part${mark}:${name}`;
    parts[`#part/${name}`] = partUrl;
    sources[partUrl] = job.parts![name]!;
  }
  let refused = '';
  let closed = false;
  const hooks = registerHooks({
    resolve(specifier, { parentURL }) {
      const isPart = parentURL === url && hasOwn(parts, specifier);
      const wanted = isPart ? parts[specifier]! : specifier === '#framework' ? libraryUrl : specifier;
      const mayImport = !closed || isPart || specifier === '#framework' || specifier === url;
      if (mayImport && hasOwn(sources, wanted)) return { url: wanted, format: 'module', shortCircuit: true };
      refused = specifier;
      throw new Error(`import not allowed: ${specifier}`);
    },
    load: (wanted) => ({ format: 'module', source: sources[wanted]!, shortCircuit: true }),
  });
  return {
    async load() {
      if (job.framework !== '') await import(/* @vite-ignore */ libraryUrl);
      const given = await loadGiven(job, (id) => import(/* @vite-ignore */ id === '' ? givenUrl : mutantUrl(id)));
      closed = true;
      close();
      try {
        return { answer: (await import(/* @vite-ignore */ url)) as Loaded, given };
      } finally {
        if (mark !== '') hooks.deregister();
      }
    },
    address: () => url,
    refused: () => refused,
    send(frame, length) {
      for (let sent = 0; sent < length; ) sent += writeSync(3, frame, sent, length - sent);
    },
  };
}
