/** `npm run evaluate -- digits-cnn --weights FILE --data DIR`: how good are saved weights on a test set? */
import { findRun, loadWeights, useBackend } from '../index.ts';
import { chosenKnobs, KNOB_OPTIONS } from './chosenKnobs.ts';
import { chosenSources, SOURCE_OPTIONS } from './chosenSources.ts';
import { described, main, output, readArguments, text, UsageError, wholeNumber } from './terminal.ts';

const USAGE = `npm run evaluate -- RUN --weights FILE.safetensors [--data DIR | --text FILE | --images DIR] [--seed S]
                          [--test-examples N] [--backend NAME] [--json] [--KNOB VALUE …]`;

const OPTIONS = {
  weights: { type: 'string' },
  ...SOURCE_OPTIONS,
  seed: { type: 'string' },
  'test-examples': { type: 'string' },
  backend: { type: 'string' },
  json: { type: 'boolean' },
  ...KNOB_OPTIONS,
  help: { type: 'boolean' },
} as const;

await main(async () => {
  const { values, words } = readArguments(OPTIONS, USAGE);
  if (values['help'] === true) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const [name, ...more] = words;
  if (name === undefined || more.length > 0)
    throw new UsageError(name === undefined ? 'which run?' : `one run at a time, not ${words.join(', ')}`, USAGE);
  const path = text(values, 'weights');
  if (path === undefined) throw new UsageError('which weights?', USAGE);
  const backend = text(values, 'backend');
  if (backend !== undefined) useBackend(backend);
  const run = findRun(name);
  const weights = await loadWeights(path, (converted) => {
    const kinds = [...new Set(converted.map(({ from, to }) => `${from} as ${to}`))];
    process.stderr.write(`${path}: ${converted.length} of its tensors were converted: ${kinds.join(', ')}\n`);
  });
  const seed = wholeNumber(values, 'seed', 0);
  const testExamples = wholeNumber(values, 'test-examples', 1);
  const setup = await run.build({
    ...chosenSources(run, values),
    knobs: chosenKnobs(run, values, ['weights']),
    ...(seed === undefined ? {} : { seed }),
    ...(testExamples === undefined ? {} : { testExamples }),
  });
  setup.model.loadStateDict(weights);
  const measured = setup.evaluate();
  const { loss, ...metrics } = measured;
  if (values['json'] === true) await output(`${JSON.stringify({ run: name, loss, metrics })}\n`);
  else {
    const sample = setup.sample === undefined ? '' : `\n${setup.sample()}\n`;
    await output(`${name} with ${path}: test ${described(measured)}\n${sample}`);
  }
  return 0;
});
