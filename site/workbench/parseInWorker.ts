/** Parses a reader's text in a worker, one text after the other, within a time limit. The worker is started by the first. */
import { tooNested } from '../../exercises/grader/tooNested.ts';
import type { ParseRequest } from '../workers/parse.worker.ts';
import type { Stripped } from './stripTypes.ts';

/** A quarter of a megabyte takes a tenth of this on two slow cores; only a text made for it takes longer. */
const PARSE_MS = 3000;

let worker: Worker | null = null;
let queue: Promise<unknown> = Promise.resolve();

/** Null when no answer came in time, or the worker failed: then the next text gets a new one. */
function ask<T>(request: ParseRequest): Promise<T | null> {
  worker ??= new Worker(new URL('../workers/parse.worker.ts', import.meta.url), { type: 'module' });
  const current = worker;
  return new Promise((resolve) => {
    const settle = (answer: T | null): void => {
      clearTimeout(timer);
      current.onmessage = current.onerror = null;
      if (answer === null) {
        current.terminate();
        worker = null;
      }
      resolve(answer);
    };
    const timer = setTimeout(() => settle(null), PARSE_MS);
    current.onmessage = ({ data }: MessageEvent<T>) => settle(data);
    current.onerror = () => settle(null);
    current.postMessage(request);
  });
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = queue.then(work);
  queue = turn.catch(() => {});
  return turn;
}

/** JavaScript of a text, or why there is none. */
export const parseInWorker = (source: string): Promise<Stripped> =>
  inTurn(async () => (await ask<Stripped>({ want: 'code', source })) ?? { ok: false, diagnosis: tooNested(source) });

/** The modules that a text imports; none where it cannot be parsed. */
export const importsInWorker = (source: string): Promise<readonly string[]> =>
  inTurn(async () => (await ask<readonly string[]>({ want: 'imports', source })) ?? []);
