/** The built site for whoever looks at it or measures it: which pages there are, and a server for them on a port of its own. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist');

/** Addresses of all built pages, sorted. */
export function builtPages(): string[] {
  if (!existsSync(dist)) throw new Error('dist/ is missing. Build the site first: npm run build');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const pages = files.filter((name) => name.endsWith('.html'));
  return pages.map((name) => `/${name.replace(/(?:^|(?<=\/))index\.html$/, '')}`).sort();
}

/** Pages that people come for: not the sources, of the reference only its first page. */
export const pagesToLookAt = (): string[] =>
  builtPages().filter((page) => !/^\/(source\/.|reference\/.)/.test(page) && page !== '/404.html');

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

/** Serve dist/ as readers get it. Call `close` when done. */
export async function servedSite(): Promise<{ readonly origin: string; readonly close: () => void }> {
  builtPages();
  const port = await freePort();
  const args = [join(root, 'node_modules/astro/bin/astro.mjs'), 'preview', '--ignore-lock', '--port', String(port)];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  const origin = `http://localhost:${port}`;
  for (let wait = 0; wait < 300; wait++) {
    const answered = await fetch(origin).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) return { origin, close: () => child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error('The built site did not answer within 30 seconds.');
}
