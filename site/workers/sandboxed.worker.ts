/**
 * The training worker of a sandboxed frame: the same, and besides it loads readers' accepted answers and lets them take parts' places. It is
 * one module without imports when it is built: the frame can fetch nothing.
 */
import * as framework from '#framework';
import { confine } from '../../exercises/grader/sandbox/confine.ts';
import type { Loaded } from '../../exercises/grader/sandbox/values.ts';
import type { Adapter } from '../../exercises/places/Substitute.ts';
import { provideAnswer } from '../player/answers/answers.ts';
import type { ToWorker } from '../player/protocol.ts';
import { type Post, serve } from '../player/serve.ts';
import type { ToTimeline } from '../player/timelineProtocol.ts';

/** What only a worker in a sandbox is told: the kernels, which it cannot fetch; answers as JavaScript, by slug; whether it still answers. */
export type ToSandboxed =
  | { readonly type: 'kernels'; readonly kernels: Parameters<typeof framework.provideKernels>[0] }
  | { readonly type: 'answers'; readonly answers: Readonly<Record<string, string>> }
  | { readonly type: 'ping' };

const adapters = import.meta.glob<Adapter>('/exercises/*/substitute.ts', { eager: true, import: 'default' });

// What answers could reach is taken away before the first is loaded; what is needed here is kept.
const scope = globalThis as unknown as { postMessage: Post; __chalkgrad?: object };
const post: Post = scope.postMessage.bind(globalThis);
const [TextBlob, addressOf] = [Blob, URL.createObjectURL.bind(URL)];
const moduleOf = (code: string): string => addressOf(new TextBlob([code], { type: 'text/javascript' }));
const importModule = (address: string): Promise<Loaded> => import(/* @vite-ignore */ address) as Promise<Loaded>;

const receive = serve(post);
/** Whatever comes while answers are being loaded waits for them. */
let loading: Promise<void> = Promise.resolve();
let library = '';

/** The worker's own framework as a module, so that an answer's tensors are those of the run. */
async function libraryAddress(): Promise<string> {
  if (library !== '') return library;
  scope.__chalkgrad = framework;
  const names = Object.keys(framework).join(', ');
  library = moduleOf(`export const { ${names} } = globalThis.__chalkgrad;`);
  await importModule(library);
  delete scope.__chalkgrad;
  confine(null);
  return library;
}

async function load(slug: string, code: string): Promise<void> {
  const adapter = adapters[`/exercises/${slug}/substitute.ts`];
  if (adapter === undefined) return;
  const text = code.replaceAll(/(['"])#framework\1/g, JSON.stringify(await libraryAddress()));
  post({ type: 'working', track: '', step: -1, answer: slug });
  try {
    provideAnswer(slug, { adapter, exports: await importModule(moduleOf(text)) });
  } catch (error) {
    provideAnswer(slug, { problem: error instanceof Error ? error.message : String(error) });
  }
}

globalThis.addEventListener('message', (event) => {
  const message = (event as MessageEvent<ToTimeline | ToWorker | ToSandboxed>).data;
  if (message.type === 'kernels') framework.provideKernels(message.kernels);
  else if (message.type === 'ping') post({ type: 'pong' });
  else if (message.type === 'answers') {
    loading = loading.then(async () => {
      for (const [slug, code] of Object.entries(message.answers)) await load(slug, code);
    });
  } else void loading.then(() => receive(message));
});
