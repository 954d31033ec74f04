/**
 * Runs a job in a worker inside a sandboxed frame and brings back the transcript; the terminal's runChild does the same with
 * a process. Each run has a frame of its own, removed when it ends, however it ends. It judges nothing.
 */
import type { SandboxSources } from '../../exercises/grader/grading.ts';
import { type Ending, type LoadFailure, type Transcript, TranscriptReader } from '../../exercises/grader/protocol.ts';
import type { Limits } from '../../exercises/grader/verdict.ts';
import { importsInWorker } from './parseInWorker.ts';
import { prepareSandbox, takeSandbox } from './Sandbox.ts';

const troubles: readonly string[] = ['output', 'exit', 'protocol'] satisfies readonly Ending[];
const isTrouble = (data: unknown): data is Exclude<Ending, 'complete'> =>
  typeof data === 'string' && troubles.includes(data);

/** Reads the port until the end frame, trouble, or the timer. */
function collect(port: MessagePort, callCount: number, wallMs: number): Promise<Transcript> {
  const reader = new TranscriptReader(callCount);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(reader.finish('time')), wallMs);
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof Uint8Array) reader.push(data);
      if (!reader.done && !isTrouble(data) && data !== 'infra') return;
      clearTimeout(timer);
      if (data === 'infra') reject(new Error('the worker of the sandbox did not start'));
      else resolve(reader.finish(isTrouble(data) ? data : 'exit'));
    };
  });
}

/** A browser names an import that failed in its own words; the text itself tells which it was. */
async function nameImport(
  failure: LoadFailure | null,
  { code, framework, parts }: SandboxSources,
): Promise<LoadFailure | null> {
  if (failure?.kind !== 'error' || failure.name === 'SyntaxError' || failure.line > 0) return failure;
  // The module in front of a package is ours.
  const texts = parts === undefined ? [code] : Object.values(parts);
  const names = (await Promise.all(texts.map(importsInWorker))).flat();
  const specifier = names.find((name) => name !== '#framework' || framework === '');
  return specifier === undefined ? failure : { kind: 'import', specifier };
}

/**
 * Runs the job; resolves however the student's code behaves, and rejects only when the browser gave no sandbox.
 *
 * @param job what `jobOf` made of `sources`, of `callCount` calls
 */
export async function runSandboxed(
  job: Uint8Array<ArrayBuffer>,
  sources: SandboxSources,
  callCount: number,
  { wallMs }: Limits,
): Promise<Transcript> {
  const sandbox = await takeSandbox();
  try {
    const answers = collect(sandbox.port, callCount, wallMs);
    sandbox.port.postMessage(job.buffer, [job.buffer]);
    const transcript = await answers;
    return { ...transcript, loadFailure: await nameImport(transcript.loadFailure, sources) };
  } finally {
    sandbox.remove();
    setTimeout(prepareSandbox); // when the verdict is shown
  }
}
