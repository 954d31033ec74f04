/**
 * `npm run export -- RUN --to onnx|pytorch|page`: a run's model for other programs. With `--weights` the trained ones (what `npm run train -- … --out`
 * wrote); without, those it starts from.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ChalkgradError, findRun, type KnobValues, loadWeights, parseKnob, type Run, runs } from '#framework';
import { exported } from '../i18n/en/exported.ts';
import { onnxFiles, onnxSaid, shownFile } from './exportRun.ts';
import { pageFacts } from './page/facts.ts';
import { runtimeBundle } from './page/runtimeBundle.ts';
import { toPage } from './page/toPage.ts';
import { toPytorch } from './pytorch/toPytorch.ts';

const here = process.env['INIT_CWD'] ?? process.cwd();
const FORMS = ['onnx', 'pytorch', 'page'] as const;
const usage = `npm run export -- RUN --to ${FORMS.join('|')} [--weights FILE.safetensors] [--out PATH] [--seed S] [--examples N] [--KNOB VALUE …]

  --to onnx     one file that other runtimes open: what the model computes, and its weights
  --to pytorch  a folder that goes on training in PyTorch, on one process or many
  --to page     one HTML page that works from disk, without a server or a network
  --weights     trained weights; without them, those that the run starts from
  --out         where it is written: ./RUN.onnx, ./RUN-pytorch/, ./RUN.html unless told`;

class UsageError extends Error {}

interface Wish {
  readonly run: Run;
  readonly form: (typeof FORMS)[number];
  readonly weights: string | undefined;
  readonly out: string | undefined;
  readonly seed: number | undefined;
  readonly knobs: KnobValues;
}

const OWN = ['to', 'weights', 'out', 'seed'];

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Our own options, and every knob of every run in both spellings; whether the run has it is seen later. */
const options = Object.fromEntries(
  [...OWN, ...runs.flatMap(({ knobs }) => Object.keys(knobs)).flatMap((name) => [name, kebab(name)])].map((name) => [
    name,
    { type: 'string' as const },
  ]),
);

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0]! : String(error));
  }
}

function wishOf(args: readonly string[]): Wish {
  const { values, positionals } = parsed(args);
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0)
    throw new UsageError(name === undefined ? 'which run?' : `one run at a time, not ${positionals.join(', ')}`);
  const run = findRun(name);
  const form = FORMS.find((one) => one === text('to'));
  if (form === undefined) throw new UsageError(`--to ${text('to') ?? 'is missing'}: choose one of ${FORMS.join(', ')}`);
  const knobs: Record<string, KnobValues[string]> = {};
  for (const option of Object.keys(values).filter((one) => !OWN.includes(one))) {
    const knob = Object.keys(run.knobs).find((one) => one === option || kebab(one) === option);
    if (knob === undefined)
      throw new UsageError(`--${option}: ${name} has no such knob; it has ${Object.keys(run.knobs).join(', ')}`);
    knobs[knob] = parseKnob(run.knobs[knob]!, text(option)!);
  }
  const seed = text('seed') === undefined ? undefined : Number(text('seed'));
  if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0))
    throw new UsageError('--seed takes a whole number of at least 0');
  return { run, form, weights: text('weights'), out: text('out'), seed, knobs };
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  say(`wrote ${path} (${typeof content === 'string' ? Buffer.byteLength(content) : content.length} bytes)`);
}

const beside = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

async function command(): Promise<void> {
  const { run, form, weights, out, seed, knobs } = wishOf(process.argv.slice(2));
  const setup = await run.build({ knobs, ...(seed === undefined ? {} : { seed }) });
  if (weights !== undefined) {
    setup.model.loadStateDict(
      await loadWeights(resolve(here, weights), (converted) => {
        say(
          `${converted.length} tensors were converted: ${[...new Set(converted.map(({ from, to }) => `${from} as ${to}`))].join(', ')}`,
        );
      }),
    );
  } else say(`${run.name}: weights as it starts from; --weights FILE takes trained ones`);
  const target = (standard: string): string => resolve(here, out ?? standard);
  if (form === 'onnx') {
    const files = onnxFiles(setup);
    for (const { part, bytes } of files) {
      const path = target(`${run.name}.onnx`);
      write(part.name === '' ? path : path.replace(/(?:\.onnx)?$/, `.${part.name}.onnx`), bytes);
    }
    say(onnxSaid);
  } else if (form === 'pytorch') {
    const clip = typeof knobs['clip'] === 'number' ? knobs['clip'] : 0;
    if (clip > 0 && knobs['clipEach'] === true)
      throw new ChalkgradError(
        `${run.name} is not written for PyTorch: it cuts each gradient by itself`,
        'leave --clip-each out.',
      );
    const files = toPytorch(
      setup,
      { train: beside('pytorch/train.py'), tensors: beside('pytorch/tensors.py') },
      { clip },
    );
    const folder = target(`${run.name}-pytorch`);
    for (const [name, content] of files) write(join(folder, name), content);
  } else {
    const { part, graph, bytes } = shownFile(setup);
    const facts = pageFacts(setup, part, graph);
    const parameters = [...part.model.parameters()].reduce((sum, { size }) => sum + size, 0);
    const page = toPage({
      title: run.title,
      summary: run.summary,
      facts,
      model: bytes,
      parameters,
      script: await runtimeBundle(),
      props: beside('../styles/props.css'),
      words: exported,
      language: 'en',
    });
    write(target(`${run.name}.html`), page);
  }
}

try {
  await command();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof ChalkgradError)) throw error;
  say(error instanceof UsageError ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
