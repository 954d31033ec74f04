// Prints the first picture of the first batch of digits-mlp, seed 7: 784 numbers as base64 of their float32. For the site's build, which
// bundles what it runs: node site/visuals/numbers/strides/recordDigit.ts

import { findRun } from '#framework';

const { loader } = await findRun('digits-mlp').build({ seed: 7 });
const [first] = loader.epoch(0);
const pixels = Float32Array.from(first!.tensors[0]!.dataSync().subarray(0, 784));
process.stdout.write(Buffer.from(pixels.buffer).toString('base64'));
