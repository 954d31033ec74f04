// Trains what lesson 26 says that privacy costs, and writes what came of it:
//
//   npm run record:privacy
import { writeFileSync } from 'node:fs';
import { loadSimd } from '#framework';
import { privacyCosts } from './privacyCost.ts';

await loadSimd();
const costs = await privacyCosts((cost) => process.stdout.write(`${JSON.stringify(cost)}\n`));
writeFileSync(new URL('recordedPrivacy.json', import.meta.url), `${JSON.stringify(costs, null, 2)}\n`);
