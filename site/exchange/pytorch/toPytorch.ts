/**
 * A run as a folder that trains it in PyTorch, on one process or many: model.py from a recorded step, train.py, first weights, data, and the order
 * in which they are read. What would come out otherwise there (dropout draws other numbers, two players) is refused in one sentence.
 */
import {
  ChalkgradError,
  encodeStateDict,
  Generator,
  type LoadedBatch,
  type Tensor,
  type TrainingSetup,
  tensor,
} from '#framework';
import { undone } from '../undone.ts';
import { modelCode } from './modelCode.ts';
import { trainingGraph } from './trainingGraph.ts';

/** Texts that are the same for every run: train.py and tensors.py, as they stand beside this file. */
export interface PythonFiles {
  readonly train: string;
  readonly tensors: string;
}

export interface PytorchOptions {
  /** Gradients are cut to this length before each update; 0: they are not. */
  readonly clip?: number;
}

/** Rules that PyTorch has, with the same settings under the same names. */
const RULES = ['SGD', 'Adam', 'AdamW', 'RMSprop', 'Adagrad'];

/**
 * Files by name.
 *
 * Errors: whatever modelCode and trainingGraph refuse; another optimizer; rates that differ from group to group; examples that are drawn anew
 * each time.
 */
export function toPytorch(
  setup: TrainingSetup,
  python: PythonFiles,
  { clip = 0 }: PytorchOptions = {},
): ReadonlyMap<string, string | Uint8Array> {
  const refuse = (why: string): never => {
    throw new ChalkgradError(
      `${setup.name} is not written for PyTorch: ${why}`,
      'what can be written: one model, one loss, one optimizer, and no dropout.',
    );
  };
  if (String(setup.config['knobs'] ?? '').includes('resumeWith'))
    refuse('it is stopped on its way, and resumed with less than it had');
  const { graph, forward } = trainingGraph(setup);
  const { source, loss, ignored, looksAtBatch } = modelCode(setup.name, setup.model, graph, forward);
  const optimizer = Object.values(setup.optimizers)[0]!;
  const rule = optimizer.constructor.name;
  if (!RULES.includes(rule)) refuse(`its learning rule is ${rule}`);
  const names = new Map([...setup.model.namedParameters()].map(([name, parameter]) => [parameter as Tensor, name]));
  const groups = optimizer.groups.map(({ params, settings }) => ({
    names: params.map(
      (parameter) => names.get(parameter) ?? refuse('its optimizer knows a weight that its model does not'),
    ),
    settings: snake(settings as unknown as Record<string, unknown>),
  }));
  if (new Set(optimizer.groups.map(({ settings }) => settings.lr)).size > 1)
    refuse('its groups of weights have rates of their own');

  const { loader } = setup;
  const everything = Int32Array.from({ length: loader.dataset.length }, (_, i) => i);
  const whole = loader.dataset.batch(everything, new Generator(0));
  if (whole.length > 2) refuse(`its examples have ${whole.length} parts`);
  const axes = whole.map((part) => (part.shape[0] === everything.length ? 0 : 1));
  const order: number[] = [];
  for (let epoch = 0; epoch < setup.epochs; epoch++) {
    for (const batch of loader.epoch(epoch)) {
      if (epoch === 0 && order.length < 4 * loader.batchSize && !isMadeOf(batch, whole, axes))
        refuse('its examples are drawn anew each time (augmentation)');
      for (const id of batch.ids) order.push(id);
    }
  }
  const epochLength = order.length / setup.epochs;
  const rates = ratesOf(setup, loader.length * setup.epochs);
  const alone = looksAtBatch
    ? 'batch norm looks at the whole batch, and here each process would see only its share: run it on one.'
    : loss === 'own'
      ? 'this loss is no plain mean or sum over its targets, so shares of a batch cannot be put together: run it on one process.'
      : null;
  const run = {
    name: setup.name,
    seed: setup.seed,
    config: setup.config,
    optimizer: { name: rule, groups },
    batchSize: loader.batchSize,
    epochLength,
    dropLast: loader.dropLast,
    axes,
    loss,
    ignored,
    clip,
    alone,
  };
  const [inputs, targets] = whole;
  const data: Record<string, Tensor> = {
    inputs: inputs!,
    ...(targets === undefined ? {} : { targets }),
    order: tensor(Int32Array.from(order), { dtype: 'int32' }),
    rates: tensor(Float64Array.from(rates), { dtype: 'float64' }),
  };
  return new Map<string, string | Uint8Array>([
    ['model.py', source],
    ['train.py', python.train],
    ['tensors.py', python.tensors],
    ['run.json', `${JSON.stringify(run, null, 2)}\n`],
    ['weights.safetensors', encodeStateDict(setup.model.stateDict())],
    ['data.safetensors', encodeStateDict(data)],
    ['README.md', readme(setup.name)],
  ]);
}

const snake = (settings: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );

/** The learning rate of every step, as the run's schedule sets it; one number where it never changes. */
function ratesOf(setup: TrainingSetup, steps: number): number[] {
  const optimizer = Object.values(setup.optimizers)[0]!;
  const rates: number[] = [];
  undone(setup, () => {
    for (let step = 0; step < steps; step++) {
      setup.schedule?.(step);
      rates.push(optimizer.lr);
      for (const scheduler of Object.values(setup.schedulers ?? {})) scheduler.step();
    }
  });
  return rates.every((rate) => rate === rates[0]) ? rates.slice(0, 1) : rates;
}

/** Does a batch hold just those rows of the whole? */
function isMadeOf({ ids, tensors }: LoadedBatch, whole: readonly Tensor[], axes: readonly number[]): boolean {
  return tensors.every((part, i) => {
    const rows = whole[i]!.indexSelect(axes[i]!, tensor(Int32Array.from(ids), { dtype: 'int32' })).dataSync();
    return part.dataSync().every((value, at) => Object.is(value, rows[at]));
  });
}

const readme = (name: string): string => `# ${name}, in PyTorch

Written by Chalkgrad. Needs PyTorch 1.13 or newer and nothing else.

\`\`\`sh
python3 train.py                               # one process
torchrun --nproc_per_node 2 train.py           # two, each with half of every batch
python3 train.py --save trained.safetensors    # then, in Chalkgrad: npm run evaluate -- ${name} --weights trained.safetensors
\`\`\`

- \`model.py\`: the model and its loss, from a recorded step; names are those of the weights.
- \`weights.safetensors\`: the weights it starts from. \`data.safetensors\`: inputs, targets, the order of the batches, the rate of each step.
- Debian's torchrun (PyTorch 1.13 under Python 3.11) stops with "'NoneType' object has no attribute 'get'". With two more options it starts:
  \`torchrun -r 9:1 -t 9:1 --nproc_per_node 2 train.py\`. Since Python 3.11 an enum of flags does not list its member 0, under which that torchrun
  looks up what a plain 0, its default, means; these two say of a process 9, which is not there, that its output is redirected, and leave the others as they are.
- On several machines: \`torchrun --nnodes 2 --node_rank 0 --master_addr HOST …\`, and with rank 1 on the other.
`;
