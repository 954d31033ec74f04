// The service worker as a browser would run it, in a scope of its own: a cache, a network that can be cut, a build that can be replaced.
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { beforeEach, describe, expect, it } from 'vitest';

const source = readFileSync(new URL('serviceWorker.js', import.meta.url), 'utf8');
const ORIGIN = 'https://chalkgrad.test';
const BASE = '/repo/';

/** The caches of one browser, for all its workers. */
class Shelves {
  readonly all = new Map<string, Map<string, Response>>();

  keys = async (): Promise<string[]> => [...this.all.keys()];
  delete = async (name: string): Promise<boolean> => this.all.delete(name);
  open = async (name: string) => {
    const shelf = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, shelf);
    const plain = (key: string | { url: string }): string =>
      (typeof key === 'string' ? key : key.url).replace(/[?#].*/, '');
    return {
      put: async (key: string, response: Response): Promise<void> => void shelf.set(key, response),
      match: async (key: string | { url: string }): Promise<Response | undefined> => shelf.get(plain(key))?.clone(),
      keys: async (): Promise<{ url: string }[]> => [...shelf.keys()].map((url) => ({ url })),
    };
  };
}

/** Node's responses have no type; a browser's answers of the same origin are `basic`. */
function answer(body: string, init: ResponseInit = {}): Response {
  const made = new Response(body, init);
  const typed = (response: Response): Response => {
    Object.defineProperty(response, 'type', { value: 'basic' });
    const { clone } = response;
    Object.defineProperty(response, 'clone', { value: () => typed(clone.call(response)) });
    return response;
  };
  return typed(made);
}

interface Facts {
  readonly version: string;
  readonly hashed: string;
  readonly needs: Readonly<Record<string, readonly string[]>>;
  readonly large: readonly string[];
}

class Browser {
  readonly shelves = new Shelves();
  /** What the host has; null: the network is cut. */
  host: Map<string, string> | null = new Map();
  readonly asked: string[] = [];

  /** A worker of this build: its events by name. */
  worker(facts: Facts) {
    const heard = new Map<string, (event: unknown) => void>();
    const fetched = async (request: string | { url: string }): Promise<Response> => {
      const url = typeof request === 'string' ? request : request.url;
      this.asked.push(url);
      if (this.host === null) throw new TypeError('Failed to fetch');
      const path = new URL(url, ORIGIN).pathname;
      const text = this.host.get(path);
      return text === undefined ? answer('none', { status: 404 }) : answer(text);
    };
    const scope = {
      registration: { scope: ORIGIN + BASE },
      location: { origin: ORIGIN },
      clients: { claim: async () => {} },
      addEventListener: (type: string, listener: (event: unknown) => void) => heard.set(type, listener),
    };
    const built = source.replace(/\/\* BUILD \*\/.*?\/\* BUILD \*\//s, JSON.stringify(facts));
    const globals = {
      self: scope,
      caches: this.shelves,
      fetch: fetched,
      URL,
      Headers,
      Response,
      Promise,
      setTimeout,
      Set,
    };
    runInContext(built, createContext(globals));
    const settle = async (type: string, event: object): Promise<void> => {
      const waits: Promise<unknown>[] = [];
      heard.get(type)!({ ...event, waitUntil: (work: Promise<unknown>) => waits.push(work) });
      for (let at = 0; at < waits.length; at += 1) await waits[at];
    };
    return {
      install: () => settle('install', {}),
      activate: () => settle('activate', {}),
      message: async (data: object): Promise<object[]> => {
        const answers: object[] = [];
        await settle('message', { data, source: { postMessage: (told: object) => answers.push(told) } });
        return answers;
      },
      /** → undefined where the worker leaves the request to the browser */
      get: async (path: string, more: object = {}): Promise<Response | undefined> => {
        const waits: Promise<unknown>[] = [];
        let given: Promise<Response> | undefined;
        const url = path.startsWith('http') ? path : ORIGIN + path;
        heard.get('fetch')!({
          request: { url, method: 'GET', mode: 'cors', headers: new Headers(), ...more },
          respondWith: (response: Promise<Response>) => {
            given = response;
          },
          waitUntil: (work: Promise<unknown>) => waits.push(work),
        });
        const response = await given;
        for (let at = 0; at < waits.length; at += 1) await waits[at];
        return response;
      },
    };
  }
}

const first: Facts = {
  version: 'one',
  hashed: '_astro/',
  needs: { 'page.1.js': ['trainer.1.js', 'huge.1.js'], 'trainer.1.js': ['kernel.1.wasm'] },
  large: ['huge.1.js'],
};
const page = (script: string, text: string): string =>
  `<link href="/repo/_astro/a.css"><script src="/repo/_astro/${script}"></script><training-run recording="/repo/recordings/x.json">${text}`;
const hostOf = (script: string, text: string): Map<string, string> =>
  new Map([
    ['/repo/', '<p>home'],
    ['/repo/offline/', '<p>not kept'],
    ['/repo/lessons/x/', page(script, text)],
    ['/repo/recordings/x.json', `{"of":"${text}"}`],
    ['/repo/_astro/a.css', 'a{}'],
    ...['page', 'trainer', 'huge'].map((name): [string, string] => [
      `/repo/_astro/${script.replace('page', name)}`,
      name,
    ]),
    ['/repo/_astro/kernel.1.wasm', 'kernel'],
  ]);

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
  browser.host = hostOf('page.1.js', 'old');
});
const lesson = ['/repo/lessons/x/'];
const navigate = { mode: 'navigate' };

describe('the service worker', () => {
  it('isolates what it answers, and leaves other sites, other paths and other methods alone', async () => {
    const worker = browser.worker(first);
    const found = (await worker.get('/repo/lessons/x/', navigate))!;
    expect(found.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(found.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(await found.text()).toContain('old');
    expect(await worker.get('https://elsewhere.test/repo/')).toBeUndefined();
    expect(await worker.get('/another/')).toBeUndefined();
    expect(await worker.get('/repo/', { method: 'POST' })).toBeUndefined();
  });

  it('keeps a page with all that it may load later, but nothing large that nobody asked for', async () => {
    const worker = browser.worker(first);
    expect(await worker.message({ type: 'keep', urls: lesson })).toEqual([{ type: 'kept', missing: 0 }]);
    browser.host = null;
    for (const path of ['/repo/lessons/x/?present', '/repo/recordings/x.json', '/repo/_astro/kernel.1.wasm'])
      expect((await worker.get(path))!.status, path).toBe(200);
    await expect(worker.get('/repo/_astro/huge.1.js')).rejects.toThrow('Failed to fetch');
  });

  it('keeps everything when asked to, counts it, and forgets it', async () => {
    const worker = browser.worker(first);
    const told = await worker.message({ type: 'keepAll', urls: [...lesson, '/repo/nothing/'] });
    expect(told).toEqual([
      { type: 'keeping', done: 1, total: 2, missing: 0 },
      { type: 'keeping', done: 2, total: 2, missing: 1 },
      { type: 'kept', missing: 1 },
    ]);
    browser.host = null;
    expect(await (await worker.get('/repo/_astro/huge.1.js'))!.text()).toBe('huge');
    expect(await worker.message({ type: 'forget' })).toEqual([{ type: 'forgotten' }]);
    await expect(worker.get('/repo/_astro/huge.1.js')).rejects.toThrow();
  });

  it('shows no stale page while there is a network, nor the trouble of a host', async () => {
    const worker = browser.worker(first);
    await worker.message({ type: 'keep', urls: lesson });
    browser.host = hostOf('page.1.js', 'newer');
    expect(await (await worker.get('/repo/lessons/x/', navigate))!.text()).toContain('newer');
    expect(await (await worker.get('/repo/recordings/x.json'))!.text()).toContain('newer');
    browser.host = null;
    expect(await (await worker.get('/repo/lessons/x/', navigate))!.text()).toContain('newer');
  });

  it('asks the network for nothing that bears its hash twice', async () => {
    const worker = browser.worker(first);
    await worker.get('/repo/_astro/page.1.js');
    browser.asked.length = 0;
    expect(await (await worker.get('/repo/_astro/page.1.js'))!.text()).toBe('page');
    expect(browser.asked).toEqual([]);
  });

  it('says that a page was not kept by another page', async () => {
    const worker = browser.worker(first);
    await worker.install();
    browser.host = null;
    expect(await (await worker.get('/repo/lessons/y/', navigate))!.text()).toContain('not kept');
    await expect(worker.get('/repo/recordings/y.json')).rejects.toThrow();
  });

  it('does not keep what was not found', async () => {
    const worker = browser.worker(first);
    expect((await worker.get('/repo/lessons/y/', navigate))!.status).toBe(404);
    expect([...browser.shelves.all.values()].flatMap((shelf) => [...shelf.keys()])).toEqual([]);
  });

  it('a new build takes over what was read, anew, and clears the old shelf away', async () => {
    const old = browser.worker(first);
    await old.message({ type: 'keep', urls: lesson });
    browser.host = hostOf('page.2.js', 'new');
    browser.asked.length = 0;
    const next = browser.worker({
      version: 'two',
      hashed: '_astro/',
      needs: { 'page.2.js': ['trainer.2.js'], 'trainer.2.js': ['kernel.1.wasm'] },
      large: [],
    });
    await next.install();
    // The kernel has the same hash, so it is the same kernel.
    expect(browser.asked.filter((url) => url.endsWith('kernel.1.wasm'))).toEqual([]);
    expect(await browser.shelves.keys()).toEqual(['chalkgrad one', 'chalkgrad two']);
    await next.activate();
    expect(await browser.shelves.keys()).toEqual(['chalkgrad two']);
    browser.host = null;
    expect(await (await next.get('/repo/lessons/x/', navigate))!.text()).toContain('new');
    expect(await (await next.get('/repo/_astro/trainer.2.js'))!.text()).toBe('trainer');
    expect(await (await next.get('/repo/_astro/kernel.1.wasm'))!.text()).toBe('kernel');
    await expect(next.get('/repo/_astro/page.1.js')).rejects.toThrow();
  });
});
