/**
 * A training worker inside a sandboxed frame, for tracks that run a reader's code. To the player it is a worker like the page's own, and it
 * makes the same bits; but it sees no page, no network and no storage, and one that does not answer is ended.
 */
import type { ToTimeline } from '../timelineProtocol.ts';
import { sandboxDocument } from './frame.ts';

/** The JavaScript of a reader's accepted answer; null where there is none. */
export type AnswerSource = (slug: string) => Promise<string | null>;

/** What is no business of a timeline: whoever wrote the worker knows it. */
type OtherMessage = { readonly type: 'program' } & Readonly<Record<string, unknown>>;

/** Where the program and its kernels can be fetched by the page; the frame itself can fetch nothing. */
export interface SandboxFiles {
  readonly program: string;
  readonly strict: string;
  readonly relaxed: string;
}

const PING_MS = 2000;
/** Between two steps a worker answers. No step of a run takes as long as this. */
const SILENCE_MS = 15_000;

/** What the error says when the worker does not answer any more. */
export const HANGS = 'did not come to an end';

type Reply = { readonly type: string; readonly message?: string };

export class SandboxedWorker extends EventTarget {
  private readonly frame: HTMLIFrameElement;
  private port: MessagePort | null = null;
  /** What was asked before the worker was there. */
  private waiting: unknown[] = [];
  private isReady = false;
  private readonly answers: AnswerSource;
  /** Messages leave in their order, also where one waits for an answer's text. */
  private sending: Promise<void> = Promise.resolve();
  private readonly sent = new Set<string>();
  private heardAt = performance.now();
  private readonly clock: ReturnType<typeof setInterval>;
  private readonly silenceMs: number;

  /** @param silenceMs so long it may say nothing */
  constructor(files: SandboxFiles, answers: AnswerSource, silenceMs = SILENCE_MS) {
    super();
    this.answers = answers;
    this.silenceMs = silenceMs;
    this.frame = document.createElement('iframe');
    this.frame.setAttribute('sandbox', 'allow-scripts');
    this.frame.hidden = true;
    this.frame.srcdoc = sandboxDocument;
    this.start(files).catch((error: unknown) => this.fail(String(error)));
    this.clock = setInterval(() => this.listen(), PING_MS);
  }

  postMessage(message: ToTimeline | OtherMessage): void {
    this.sending = this.sending.then(async () => {
      if (message.type === 'open') await this.sendAnswers(message);
      this.send(message);
    });
  }

  /** The answers that these tracks name, once each. */
  private async sendAnswers({ tracks }: Extract<ToTimeline, { type: 'open' }>): Promise<void> {
    const answers: Record<string, string> = {};
    for (const slug of new Set(tracks.flatMap((track) => track.answers))) {
      const source = this.sent.has(slug) ? null : await this.answers(slug);
      if (source === null) continue;
      this.sent.add(slug);
      answers[slug] = source;
    }
    if (Object.keys(answers).length > 0) this.send({ type: 'answers', answers });
  }

  private send(message: unknown): void {
    if (this.isReady) this.port?.postMessage(message);
    else this.waiting.push(message);
  }

  terminate(): void {
    clearInterval(this.clock);
    this.port?.close();
    this.frame.remove();
  }

  private async start({ program, strict, relaxed }: SandboxFiles): Promise<void> {
    const bytes = async (url: string): Promise<Uint8Array> => new Uint8Array(await (await fetched(url)).arrayBuffer());
    const loaded = new Promise<void>((resolve) => this.frame.addEventListener('load', () => resolve(), { once: true }));
    document.body.append(this.frame);
    const [text, ...kernels] = await Promise.all([
      fetched(program).then((response) => response.text()),
      bytes(strict),
      bytes(relaxed),
      loaded,
    ]);
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    port1.onmessage = ({ data }: MessageEvent<Reply>) => this.hear(data);
    const job = { program: text, kernels: { strict: kernels[0], relaxed: kernels[1] } };
    this.frame.contentWindow?.postMessage(job, '*', [port2]);
    this.heardAt = performance.now();
  }

  private hear(reply: Reply): void {
    this.heardAt = performance.now();
    if (reply.type === 'ready') {
      this.isReady = true;
      for (const message of this.waiting.splice(0)) this.send(message);
    } else if (reply.type === 'broken') this.fail(reply.message ?? '');
    else if (reply.type !== 'pong') this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }

  private listen(): void {
    if (!this.isReady) return;
    if (performance.now() - this.heardAt > this.silenceMs) this.fail(HANGS);
    else this.port?.postMessage({ type: 'ping' });
  }

  private fail(message: string): void {
    this.terminate();
    this.dispatchEvent(new ErrorEvent('error', { message }));
  }
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}
