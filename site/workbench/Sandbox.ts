/**
 * A sandboxed frame with a worker in it that waits for one job. Starting both takes longer than most answers, so one is kept
 * ready; no two jobs ever share one.
 */
import program from 'virtual:sandbox-program';
import { MAX_TOTAL_BYTES } from '../../exercises/grader/protocol.ts';
import { sandboxDocument } from './sandboxFrame.ts';

/** A frame that does not even start is no fault of the student's. */
const START_MS = 10_000;
/** A browser may have ended the process of a frame that waited long; one that lives answers in a few milliseconds. */
const PING_MS = 1000;

function newFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.srcdoc = sandboxDocument;
  return frame;
}

export class Sandbox {
  readonly port: MessagePort;
  private readonly frame = newFrame();
  private readonly started: Promise<boolean>;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.frame.addEventListener('load', () => {
      // The frame's origin is opaque: only '*' reaches it, and only this document's script is in it.
      this.frame.contentWindow?.postMessage({ program, maxBytes: MAX_TOTAL_BYTES }, '*', [port2]);
    });
    this.started = this.hears('ready', START_MS);
    document.body.append(this.frame);
  }

  /** Whether the worker waits for its job. */
  async isReady(): Promise<boolean> {
    if (!(await this.started) || !this.frame.isConnected) return false;
    const answer = this.hears('here', PING_MS);
    this.port.postMessage('there?');
    return answer;
  }

  /** Ends whatever runs in it. */
  remove(): void {
    this.frame.remove();
    this.port.close();
  }

  /** Whether this word is the next to come, and comes in time. */
  private hears(word: string, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (heard: boolean): void => {
        clearTimeout(timer);
        this.port.onmessage = null;
        resolve(heard);
      };
      const timer = setTimeout(() => settle(false), withinMs);
      this.port.onmessage = ({ data }: MessageEvent<unknown>) => settle(data === word);
    });
  }
}

let spare: Sandbox | null = null;

/** Makes one ready for the next job, unless one is. */
export function prepareSandbox(): void {
  spare ??= new Sandbox();
}

/** One that waits for a job. Rejects when the browser gives none. The caller removes it. */
export async function takeSandbox(): Promise<Sandbox> {
  const waiting = spare;
  spare = null;
  if (waiting !== null) {
    if (await waiting.isReady()) return waiting;
    waiting.remove();
  }
  const fresh = new Sandbox();
  if (await fresh.isReady()) return fresh;
  fresh.remove();
  throw new Error('the sandbox did not start');
}
