// What ONNX Runtime Web (WebAssembly, one thread) answers: `node answer.mjs FOLDER`, for every FOLDER/NAME.onnx the batches of FOLDER/NAME.json.
// Prints { version, answers: { NAME: [{ shape, values }, … one a batch] } }.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ort from 'onnxruntime-web';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';

const folder = process.argv[2];
const types = { float32: Float32Array, float64: Float64Array, int32: Int32Array, bool: Uint8Array };
const answers = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith('.onnx'))) {
  const name = file.slice(0, -'.onnx'.length);
  const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(join(folder, file))), {
    executionProviders: ['wasm'],
  });
  answers[name] = [];
  for (const inputs of JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))) {
    const feeds = Object.fromEntries(
      inputs.map(({ dtype, shape, values }, i) => [
        session.inputNames[i],
        new ort.Tensor(dtype, types[dtype].from(values), shape),
      ]),
    );
    const output = (await session.run(feeds))[session.outputNames[0]];
    answers[name].push({ shape: output.dims, values: Array.from(output.data) });
  }
  await session.release();
}
process.stdout.write(JSON.stringify({ version: ort.env.versions.web ?? ort.env.versions.common, answers }));
