// Lighthouse's four categories, mobile preset, median of five, of the pages that a newcomer meets first.
//
//   npm run budget -- --only lighthouse
//   npm run budget -- --only lighthouse --pages /,/lab/
//
// Lighthouse itself (176 MB with its packages) is no dependency: npx fetches the version named here when it is asked for. Pages are served as
// static hosts serve them, over HTTP/2 and compressed once: over HTTP/1.1 forty small modules wait in six queues that no host has any more.
// What else the machine does makes pages slower, so its load is printed with the numbers.
//
// Lighthouse starts Chromium without RenderDocument, which every reader's Chrome has; without it the first picture of an emulated phone comes in the next
// whole second, or the one after it, by chance (DECISIONS.md, 2026-11-30). So it is left on here; --own-flags takes Lighthouse's own.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { loadavg, tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { findChromium } from '../tests/chromium.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
const RUNS = 5;
const PAGES = [
  '/',
  '/lessons/how-you-are-graded/',
  '/lessons/gradient-descent/',
  '/lessons/networks-with-memory/',
  '/map/',
  '/lab/',
];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const TIMES = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
] as const;
const GOAL = 95;
/** What Lighthouse switches off, but for RenderDocument. */
const OFF = [
  'Translate',
  'OptimizationHints',
  'MediaRouter',
  'InterestFeedContentSuggestions',
  'CertificateTransparencyComponentUpdater',
  'AutofillServerCommunication',
  'PrivacySandboxSettings4',
];
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number }>>;
  readonly audits: Readonly<Record<string, { readonly numericValue: number }>>;
}

/** dist/ over HTTP/2 on a free port, with a certificate of this minute. */
async function served(scratch: string): Promise<{ readonly origin: string; readonly close: () => void }> {
  const [key, cert] = [join(scratch, 'key.pem'), join(scratch, 'cert.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'],
    ...['-keyout', key, '-out', cert],
  ]);
  if (made.status !== 0)
    throw new Error('Lighthouse needs a server with a certificate, and openssl could not make one. Install openssl.');
  const bodies = new Map<string, Buffer>();
  const bodyOf = (file: string, isText: boolean): Buffer => {
    const known = bodies.get(file);
    if (known !== undefined) return known;
    const bytes = readFileSync(file);
    const body = isText ? gzipSync(bytes) : bytes;
    bodies.set(file, body);
    return body;
  };
  const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert), allowHTTP1: true });
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://localhost');
    const asked = join(dist, normalize(decodeURIComponent(pathname)));
    const file = pathname.endsWith('/') ? join(asked, 'index.html') : asked;
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const isText = /text|javascript|json|svg|wasm/.test(type);
    response.writeHead(200, { 'content-type': type, ...(isText ? { 'content-encoding': 'gzip' } : {}) });
    response.end(bodyOf(file, isText));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server of the pages has no address.');
  return { origin: `https://localhost:${address.port}`, close: () => server.close() };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function reportOf(address: string, scratch: string, ownFlags: boolean): Promise<Report> {
  const out = join(scratch, 'report.json');
  const flags = `--headless=new --no-sandbox --ignore-certificate-errors${ownFlags ? '' : ` --disable-features=${OFF.join()}`}`;
  const args = ['--yes', LIGHTHOUSE, address, '--quiet', '--output=json', `--output-path=${out}`];
  const child = spawn('npx', [...args, `--chrome-flags=${flags}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CHROME_PATH: findChromium() ?? '' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} at ${address}:\n${said.slice(-600)}`);
  return JSON.parse(readFileSync(out, 'utf8')) as Report;
}

/** Prints a line a page; sets the exit code to 1 where a category is below the goal. */
export async function printLighthouse(pages: readonly string[], ownFlags = false): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'chalkgrad-lighthouse-'));
  const site = await served(scratch);
  try {
    console.log(`Median of ${RUNS}, mobile preset, load ${loadavg()[0]!.toFixed(1)}`);
    for (const page of pages.length > 0 ? pages : PAGES) {
      const reports: Report[] = [];
      for (let run = 0; run < RUNS; run++) reports.push(await reportOf(site.origin + page, scratch, ownFlags));
      const scores = CATEGORIES.map((name) =>
        Math.round(median(reports.map(({ categories }) => categories[name]!.score)) * 100),
      );
      const times = TIMES.map((name) => median(reports.map(({ audits }) => audits[name]!.numericValue)));
      const [first, largest, blocked, shift] = times as [number, number, number, number];
      const said = CATEGORIES.map((name, at) => `${name} ${String(scores[at]).padStart(3)}`).join('  ');
      const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
      console.log(
        `${said}  FCP ${seconds(first)} LCP ${seconds(largest)} TBT ${blocked.toFixed(0)} ms CLS ${shift.toFixed(3)}  ${page}`,
      );
      if (scores.some((score) => score < GOAL)) process.exitCode = 1;
    }
    console.log(`Load at the end ${loadavg()[0]!.toFixed(1)}`);
  } finally {
    site.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
