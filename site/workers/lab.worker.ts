/**
 * The worker of the lab's sandboxed frame: it runs one program of a reader's. It is one module without imports when it is built, since the frame
 * can fetch nothing; before the program is loaded, everything that is not JavaScript itself is taken away (`confine`), as in the grader's.
 */
import * as framework from '#framework';
import { confine } from '../../exercises/grader/sandbox/confine.ts';
import { frameworkParts } from '../lab/frameworkParts.ts';
import { ProgramHost } from '../lab/ProgramHost.ts';
import type { ToProgram } from '../lab/protocol.ts';
import type { Post } from '../player/serve.ts';
import type { ToTimeline } from '../player/timelineProtocol.ts';

type ToLab =
  | { readonly type: 'kernels'; readonly kernels: Parameters<typeof framework.provideKernels>[0] }
  | { readonly type: 'ping' }
  | ToProgram
  | ToTimeline;

// What is needed here is kept before a program could reach it.
const scope = globalThis as unknown as { postMessage: Post };
const post: Post = scope.postMessage.bind(globalThis);
const [TextBlob, addressOf] = [Blob, URL.createObjectURL.bind(URL)];
const host = new ProgramHost({
  library: { '#framework': framework, ...frameworkParts },
  addressOf: (code) => addressOf(new TextBlob([code], { type: 'text/javascript' })),
  importModule: (address) => import(/* @vite-ignore */ address) as Promise<object>,
  post,
});

globalThis.addEventListener('message', (event) => {
  const message = (event as MessageEvent<ToLab>).data;
  if (message.type === 'kernels') framework.provideKernels(message.kernels);
  else if (message.type === 'ping') post({ type: 'pong' });
  else if (message.type === 'program') {
    confine(null);
    Object.assign(console, {
      log: host.print,
      info: host.print,
      warn: host.print,
      error: host.print,
      debug: host.print,
    });
    void host.run(message);
  } else host.receive(message);
});
