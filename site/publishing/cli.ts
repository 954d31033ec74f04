// `npm run addresses`: does every address of the built site lead somewhere inside it? Ends with 1 and the list where one does not.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strayAddresses } from './strayAddresses.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const list = `${dist}/offline.json`;
if (!existsSync(list)) {
  console.error('dist/ holds no built site. Build it first: npm run build');
  process.exitCode = 1;
} else {
  const { base } = JSON.parse(readFileSync(list, 'utf8')) as { base: string };
  const found = strayAddresses(dist, base);
  for (const line of found.slice(0, 50)) console.error(line);
  console.log(`${found.length} addresses of the site under ${base} lead astray.`);
  if (found.length > 0) process.exitCode = 1;
}
