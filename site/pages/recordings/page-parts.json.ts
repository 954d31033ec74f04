/** /recordings/page-parts.json: the script and the colours of a page that a reader takes away; fetched when one does. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { APIRoute } from 'astro';

const LARGEST = 16 * 1024 * 1024;

export const GET: APIRoute = async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join('site', 'exchange', 'page', 'printParts.ts')], {
    maxBuffer: LARGEST,
  });
  return new Response(stdout, { headers: { 'content-type': 'application/json' } });
};
