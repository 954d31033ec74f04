// A Firefox driven over WebDriver BiDi (w3.org/TR/webdriver-bidi): Playwright does not drive a system's Firefox. Only what the tests need.

import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

interface Answer {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly method?: string;
  readonly params?: unknown;
}

type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void };

/** `$FIREFOX`, or firefox-esr or firefox on PATH; undefined where there is none. */
export function findFirefox(): string | undefined {
  const named = process.env['FIREFOX'];
  if (named !== undefined) return named;
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/bin'];
  return ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** One tab of a fresh profile. What its console calls an error, or throws, is in `errors`. */
export class Firefox {
  readonly errors: string[] = [];
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #tab = '';

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data)) as Answer));
  }

  /**
   * Start it without a window, open a session and one tab.
   * @param path of the program, as {@link findFirefox} gives it
   */
  static async start(path: string): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'chalkgrad-firefox-'));
    const child = spawn(path, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: profile, MOZ_DISABLE_CONTENT_SANDBOX: '1' },
    });
    const address = await new Promise<string>((resolve, reject) => {
      let told = '';
      child.stderr!.on('data', (chunk: Buffer) => {
        told += chunk.toString();
        const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(told)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`Firefox ended with ${code} before it listened:\n${told}`)));
    });
    const socket = new WebSocket(`${address}/session`);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('error', () => reject(new Error(`Firefox does not answer at ${address}.`)));
    });
    const firefox = new Firefox(child, profile, socket);
    await firefox.#send('session.new', { capabilities: {} });
    await firefox.#send('session.subscribe', { events: ['log.entryAdded'] });
    const { contexts } = (await firefox.#send('browsingContext.getTree', {})) as { contexts: { context: string }[] };
    firefox.#tab = contexts[0]!.context;
    await firefox.#send('browsingContext.setViewport', {
      context: firefox.#tab,
      viewport: { width: 1280, height: 900 },
    });
    return firefox;
  }

  async goto(url: string): Promise<void> {
    await this.#send('browsingContext.navigate', { context: this.#tab, url, wait: 'complete' });
    // An address with a fragment is answered before its document is there (Firefox 153).
    const { pathname } = new URL(url);
    await this.until(`location.pathname === ${JSON.stringify(pathname)} && document.readyState === 'complete'`);
  }

  /** What an expression, or the promise it gives, is: text, number, boolean or null. */
  async evaluate(expression: string): Promise<string | number | boolean | null> {
    const answer = (await this.#send('script.evaluate', {
      expression,
      target: { context: this.#tab },
      awaitPromise: true,
      userActivation: true,
    })) as {
      type: 'success' | 'exception';
      result?: { type: string; value?: string | number | boolean };
      exceptionDetails?: { text: string };
    };
    if (answer.type === 'exception') throw new Error(`${expression}\n${answer.exceptionDetails?.text}`);
    return answer.result?.value ?? null;
  }

  /** Wait until an expression is true. */
  async until(expression: string, ms = 60_000): Promise<void> {
    const end = Date.now() + ms;
    while (Date.now() < end) {
      if ((await this.evaluate(`Boolean(${expression})`)) === true) return;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    throw new Error(
      `Waited ${ms / 1000} s in Firefox for: ${expression}\nIt called these errors: ${this.errors.join('; ') || 'none'}`,
    );
  }

  /** Press the first element of a selector with the pointer, wherever it stands on the page. */
  async click(selector: string): Promise<void> {
    const at = await this.evaluate(
      `(() => { const element = document.querySelector(${JSON.stringify(selector)}); element.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = element.getBoundingClientRect(); return JSON.stringify([x + width / 2, y + height / 2]) })()`,
    );
    const [x, y] = (JSON.parse(String(at)) as number[]).map(Math.round);
    await this.#act({
      type: 'pointer',
      id: 'mouse',
      actions: [
        { type: 'pointerMove', x, y },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    });
  }

  /** Type into what has the focus; `\uE007` is Enter. */
  async type(text: string): Promise<void> {
    await this.#act({
      type: 'key',
      id: 'keyboard',
      actions: [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    });
  }

  async close(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#process.once('exit', () => resolve()));
    this.#socket.close();
    this.#process.kill('SIGTERM');
    const late = setTimeout(() => this.#process.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(late);
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #act(source: unknown): Promise<void> {
    await this.#send('input.performActions', { context: this.#tab, actions: [source] });
  }

  #send(method: string, params: unknown): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #hear({ id, type, result, error, message, method, params }: Answer): void {
    if (type === 'event') {
      const entry = params as { level: string; text: string | null };
      if (method === 'log.entryAdded' && entry.level === 'error') this.errors.push(entry.text ?? '');
      return;
    }
    const waiting = this.#waiting.get(id ?? -1);
    if (waiting === undefined) return;
    this.#waiting.delete(id!);
    if (type === 'success') waiting.resolve(result);
    else waiting.reject(new Error(`${error}: ${message}`));
  }
}
