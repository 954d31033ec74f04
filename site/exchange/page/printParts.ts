// Prints, as JSON, what every exported page holds beside its model: the bundled script, and the colours. A program of its own, because the site's
// build bundles what it runs, and the bundler wants the sources.

import { readFileSync } from 'node:fs';
import { runtimeBundle } from './runtimeBundle.ts';

const props = readFileSync(new URL('../../styles/props.css', import.meta.url), 'utf8');
process.stdout.write(JSON.stringify({ script: await runtimeBundle(), props }));
