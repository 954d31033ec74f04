/** `npm run evaluate -- digits-cnn --weights FILE --data DIR`: how good are saved weights on a test set? */
import { findRun, loadWeights } from '../index.ts';
import { described, main, readArguments, text, UsageError, wholeNumber } from './terminal.ts';

const USAGE = 'npm run evaluate -- RUN --weights FILE.safetensors [--data DIR] [--seed S] [--test-examples N] [--json]';

const OPTIONS = {
  weights: { type: 'string' },
  data: { type: 'string' },
  seed: { type: 'string' },
  'test-examples': { type: 'string' },
  json: { type: 'boolean' },
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
  const run = findRun(name);
  const weights = await loadWeights(path);
  const dataDir = text(values, 'data');
  const seed = wholeNumber(values, 'seed', 0);
  const testExamples = wholeNumber(values, 'test-examples', 1);
  const setup = await run.build({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(seed === undefined ? {} : { seed }),
    ...(testExamples === undefined ? {} : { testExamples }),
  });
  setup.model.loadStateDict(weights);
  const measured = setup.evaluate();
  const { loss, ...metrics } = measured;
  if (values['json'] === true) process.stdout.write(`${JSON.stringify({ run: name, loss, metrics })}\n`);
  else process.stdout.write(`${name} with ${path}: test ${described(measured)}\n`);
  return 0;
});
