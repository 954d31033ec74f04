// A server for one folder of files, and nothing else: no install, no network, any Node from 18 on. `npm run offline` puts it beside the site.
//
//   node start.mjs                   serves ./site to this machine: http://localhost:4321
//   node start.mjs --room            to everybody in the room as well, and says the address
//   node start.mjs --port 8080

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};

/** The file that an address means, `'/'` where it means a folder without the slash behind it, null where there is none. */
function fileFor(root, path) {
  const file = join(root, normalize(path));
  if (file !== root && !file.startsWith(root + sep)) return null;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (!found.isDirectory()) return file;
  if (!path.endsWith('/')) return '/';
  const index = join(file, 'index.html');
  return existsSync(index) ? index : null;
}

/**
 * Serves a folder. `base`: the path it lives under. `isolate`: send the two headers that let pages share memory between threads.
 * @returns the server, listening
 */
export function serve(folder, { port = 4321, host = '127.0.0.1', base = '/', isolate = true } = {}) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    const headers = isolate
      ? { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
      : {};
    const end = (status, more = {}) => {
      response.writeHead(status, { ...headers, ...more });
      response.end();
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(405);
    let path;
    try {
      path = decodeURIComponent(new URL(request.url ?? '/', 'http://here').pathname);
    } catch {
      return end(400);
    }
    if (path.includes('\0')) return end(400);
    const inside = path.startsWith(base) ? `/${path.slice(base.length)}` : null;
    const found = inside === null ? null : fileFor(root, inside);
    if (found === '/') return end(301, { Location: `${path}/` });
    const missing = join(root, '404.html');
    const file = found ?? (inside !== null && existsSync(missing) ? missing : null);
    if (file === null) return end(404);
    // Files that bear a hash never change; all others are asked for each time.
    const age = inside.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    response.writeHead(found === null ? 404 : 200, {
      ...headers,
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Length': statSync(file).size,
      'Cache-Control': age,
    });
    if (request.method === 'HEAD') return response.end();
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => done(server));
  });
}

const addressesInRoom = () =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

async function main() {
  const args = process.argv.slice(2);
  const wanted = args.includes('--port') ? Number(args[args.indexOf('--port') + 1]) : 4321;
  const isForRoom = args.includes('--room');
  const folder = fileURLToPath(new URL('site/', import.meta.url));
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65535)
    throw new Error('--port wants a number from 1 to 65535.');
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`There is no site in ${folder}.`);
  for (let port = wanted; ; port += 1) {
    try {
      await serve(folder, { port, host: isForRoom ? '0.0.0.0' : '127.0.0.1' });
      console.log(`Open http://localhost:${port}/   (Ctrl-C ends it)`);
      if (!isForRoom) return;
      for (const address of addressesInRoom()) console.log(`In the room: http://${address}:${port}/`);
      console.log('Browsers let such an address train on one thread; everything else is the same.');
      return;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || args.includes('--port') || port >= wanted + 20) throw error;
    }
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
