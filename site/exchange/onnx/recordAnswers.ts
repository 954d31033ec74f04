/**
 * What ONNX Runtime Web (WebAssembly, one thread) answers to our files: `npm run answers`, after `npm install --prefix benchmarks/runtime`. Prints a
 * table, and writes down some of the numbers, for machines without that package, which weighs more than everything else here together.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerOf, apart, exampleModels, runsWithModel } from './exampleModels.ts';
import { type RecordedAnswer, SAMPLES, sampled } from './recordedAnswers.ts';

const runtime = fileURLToPath(new URL('../../../benchmarks/runtime/answer.mjs', import.meta.url));
const target = new URL('recordedAnswers.json', import.meta.url);
const BATCHES = [1, 5];

interface Answer {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-onnx-'));
try {
  const models = (await Promise.all(runsWithModel().map((run) => exampleModels(run)))).flat();
  for (const { name, file, inputs } of models) {
    writeFileSync(join(folder, `${name}.onnx`), file);
    const batches = BATCHES.map((n) =>
      inputs(n).map((x) => ({ dtype: x.dtype, shape: x.shape, values: Array.from(x.dataSync()) })),
    );
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(batches));
  }
  const printed = execFileSync(process.execPath, [runtime, folder], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const { version, answers } = JSON.parse(printed) as {
    readonly version: string;
    readonly answers: Readonly<Record<string, readonly Answer[]>>;
  };
  const recorded: RecordedAnswer[] = models.map(({ name, model, file, inputs }) => {
    const compared = BATCHES.map((n, i) => {
      const own = answerOf(model, inputs(n));
      const { shape, values } = answers[name]![i]!;
      if (String(shape) !== String(own.shape)) throw new Error(`${name}: ${shape} there, ${own.shape} here`);
      return apart(own.dataSync(), values);
    });
    const difference = Math.max(...compared.map((one) => one.difference));
    const largest = Math.max(...compared.map((one) => one.largest));
    process.stdout.write(
      `${name.padEnd(24)} ${String(file.length).padStart(9)} bytes   max |Δ| ${difference.toExponential(1)} where answers reach ${largest.toPrecision(3)}\n`,
    );
    return {
      name,
      bytes: file.length,
      difference,
      batches: BATCHES.map((examples, i) => ({ examples, values: sampled(answers[name]![i]!.values) })),
    };
  });
  const lines = recorded.map((one) => `    ${JSON.stringify(one)}`);
  writeFileSync(target, `{\n  "version": ${JSON.stringify(version)},\n  "models": [\n${lines.join(',\n')}\n  ]\n}\n`);
  process.stdout.write(
    `onnxruntime-web ${version}, wasm, one thread: ${SAMPLES} numbers of each answer are in ${fileURLToPath(target)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
