/** The sandbox in a worker of the page: frames leave as messages, and modules are blobs that name each other by their addresses. */
import { captureConsole } from './console.ts';
import { type Host, loadGiven, sendMark, type Walls } from './host.ts';
import { readJob } from './job.ts';
import { sendLoadError, serve } from './serve.ts';
import type { Loaded } from './values.ts';
import { tag } from './wire.ts';

/** In a browser's worker: frames leave as messages, and modules are blobs that name each other by their addresses. */
export async function serveWorker(bytes: ArrayBuffer, { limitBuffers, confine }: Walls): Promise<void> {
  const scope = globalThis as unknown as { postMessage(message: unknown): void };
  const post = scope.postMessage.bind(scope);
  const blobOf = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  let url = '';
  const host: Host = {
    async load(program) {
      const { code, given, framework, mutants, parts = {} } = program;
      const library = framework === '' ? '' : blobOf(framework);
      const linked = (text: string): string =>
        library === '' ? text : text.replaceAll(/(['"])#framework\1/g, JSON.stringify(library));
      // The module in front is ours: nothing of a submission stands in it.
      const front = code.replaceAll(/"#part\/([a-z0-9-]+)"/g, (whole, name: string) =>
        Object.hasOwn(parts, name) ? JSON.stringify(blobOf(linked(parts[name]!))) : whole,
      );
      url = blobOf(parts === program.parts ? front : linked(code));
      if (library !== '') await import(/* @vite-ignore */ library);
      const hands = await loadGiven(
        program,
        (name) => import(/* @vite-ignore */ blobOf(linked(name === '' ? given : mutants[name]!))),
      );
      // As in a child process: what a timer throws while the file still waits for something is the reason why it does not load.
      addEventListener('error', (event) => {
        event.preventDefault();
        sendLoadError(host, (event as ErrorEvent).error);
        sendMark(host, tag.end, 0);
      });
      limitBuffers(() => sendMark(host, tag.memory, 0));
      confine(null);
      captureConsole(host);
      return { answer: (await import(/* @vite-ignore */ url)) as Loaded, given: hands };
    },
    address: () => url,
    refused: () => '',
    send: (frame) => post(frame),
  };
  await serve(host, readJob(new Uint8Array(bytes)));
}
