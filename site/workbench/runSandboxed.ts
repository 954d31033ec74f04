/**
 * Runs a job in a worker inside a sandboxed frame and brings back the transcript; the terminal's runChild does the same with
 * a process. Each run has a frame of its own, removed when it ends, however it ends. It judges nothing.
 */
import bufferBudget from '../../exercises/grader/bufferBudget.ts?raw';
import confine from '../../exercises/grader/confine.ts?raw';
import type { SandboxSources } from '../../exercises/grader/grading.ts';
import harnessSource from '../../exercises/grader/harness.ts?raw';
import {
  type Ending,
  type LoadFailure,
  MAX_TOTAL_BYTES,
  type Transcript,
  TranscriptReader,
} from '../../exercises/grader/protocol.ts';
import type { Limits } from '../../exercises/grader/verdict.ts';
import { importsInWorker, parseInWorker } from './parseInWorker.ts';
import { sandboxDocument } from './sandboxFrame.ts';

/** A frame that does not even load is no fault of the student's. */
const FRAME_LOAD_MS = 10_000;

let harness: Promise<string> | undefined;

/** The harness and its walls as a module, with its types stripped like everything else that runs there; once a page. */
function harnessProgram(): Promise<string> {
  harness ??= parseInWorker([bufferBudget, confine, harnessSource].join('\n')).then((stripped) => {
    if (!stripped.ok) throw new Error('the harness does not parse');
    return stripped.code;
  });
  return harness;
}

function newFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.srcdoc = sandboxDocument;
  return frame;
}

function loaded(frame: HTMLIFrameElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the sandboxed frame did not load')), FRAME_LOAD_MS);
    frame.addEventListener('load', () => {
      clearTimeout(timer);
      resolve();
    });
    document.body.append(frame);
  });
}

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
  { code, framework }: SandboxSources,
): Promise<LoadFailure | null> {
  if (failure?.kind !== 'error' || failure.name === 'SyntaxError' || failure.line > 0) return failure;
  const [specifier] = (await importsInWorker(code)).filter((name) => name !== '#framework' || framework === '');
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
  const program = await harnessProgram();
  const frame = newFrame();
  const { port1, port2 } = new MessageChannel();
  try {
    await loaded(frame);
    const message = { harness: program, job: job.buffer, maxBytes: MAX_TOTAL_BYTES };
    // The frame's origin is opaque: only '*' reaches it, and only this document's script is in it.
    frame.contentWindow?.postMessage(message, '*', [port2]);
    const transcript = await collect(port1, callCount, wallMs);
    return { ...transcript, loadFailure: await nameImport(transcript.loadFailure, sources) };
  } finally {
    frame.remove();
    port1.close();
  }
}
