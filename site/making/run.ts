/** `npm run new -- run SLUG`: a training that works already, a line through noisy points, in the list of runs. */
import { camel, type Maker } from './Skeleton.ts';

export const run: Maker = (slug) => {
  const name = camel(slug);
  return {
    files: {
      [`framework/runs/${name}.ts`]: `/** Say in a sentence what it learns from what, and what is known about the answer. */
import { TensorDataset } from '../data/Dataset.ts';
import { generateLine } from '../data/generators/line.ts';
import { Linear } from '../nn/linear/Linear.ts';
import { mse } from '../ops/index.ts';
import { SGD } from '../optim/SGD.ts';
import { Generator } from '../tensor/random.ts';
import { rootMeanSquaredError } from '../train/regressionMetrics.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { count, rate } from './knobs.ts';
import { type Run, type RunOptions, turned } from './Run.ts';
import { scheduleKnob } from './schedules.ts';
import { supervisedSetup } from './supervisedSetup.ts';

async function build(options: RunOptions = {}): Promise<TrainingSetup> {
  const { seed = 7, testExamples = 200 } = options;
  const knobs = turned(${name}, options);
  // A stream of its own for everything that is drawn: what one part draws must not move the others.
  const streams = new Generator(seed);
  const part = (name: string, many: number): TensorDataset => {
    const { inputs, targets } = generateLine(many, streams.fork(name), { noise: 0.3 });
    return new TensorDataset(inputs, targets); // [many, 1] and [many, 1]
  };
  const model = new Linear(1, 1, { generator: streams.fork('weights') });
  return supervisedSetup({
    run: ${name},
    knobs,
    seed,
    train: part('train', knobs.examples),
    test: part('test', testExamples),
    parts: {
      model,
      optimizer: new SGD(model.parameters(), { lr: knobs.lr }),
      loss: mse,
      measures: { rmse: rootMeanSquaredError },
    },
    epochs: knobs.epochs,
  });
}

export const ${name} = {
  name: '${slug}',
  title: 'A title of a few words',
  summary: 'One sentence: what learns what.',
  metric: 'rmse',
  better: 'lower',
  threshold: 0.35,
  realData: null,
  knobs: {
    lr: rate(0.1, 1e-3, 1),
    batch: count(16, 1, 200),
    examples: count(200, 2, 200),
    epochs: count(20, 1, 1000),
    schedule: scheduleKnob('none'),
  },
  build,
} satisfies Run;
`,
    },
    lines: [
      {
        path: 'framework/runs/index.ts',
        behind: "import { lineRegression } from './lineRegression.ts';",
        line: `import { ${name} } from './${name}.ts';`,
      },
      { path: 'framework/runs/index.ts', behind: '  lineRegression,', line: `  ${name},` },
    ],
    next: [
      `Train it: npm run train -- ${slug}`,
      `Its curve, for its page: npm run record -- ${slug}`,
      `How many kernels a step takes: npx vitest run framework/tests/silence.test.ts --update`,
      'To be looked into, step by step: one line in site/player/lessonRuns.ts.',
    ],
  };
};
