/** Words of the runs: their list, a run's page, and its training in the browser. `{name}` marks a place that a figure fills. */

interface MetricWords {
  readonly name: string;
  /** A share of a whole is said in percent. */
  readonly isShare?: boolean;
  /** Measured on what the model makes, not on examples it has not seen. */
  readonly isOfMade?: boolean;
}

const metrics: Readonly<Record<string, MetricWords>> = {
  accuracy: { name: 'accuracy', isShare: true },
  sequences: { name: 'sequences without a mistake', isShare: true },
  auc: { name: 'area under the ROC curve' },
  rmse: { name: 'root mean squared error' },
  perplexity: { name: 'perplexity' },
  modes: { name: 'clouds served', isOfMade: true },
  loss: { name: 'loss' },
  height: { name: 'height above the lowest point' },
  distance: { name: 'distance from the true filter' },
  numbers: { name: 'numbers without a mistake', isShare: true },
  untagged: { name: 'threes read without their tag', isShare: true },
  unexplained: { name: 'share of the differences lost', isShare: true },
  score: { name: 'score by a digit reader (1–10)', isOfMade: true },
};

/** Where a run has two losses, both are named after their player. */
const losses: Readonly<Record<string, string>> = {
  loss: 'the generator’s loss',
  discriminatorLoss: 'the discriminator’s loss',
};

export const runs = {
  title: 'Runs',
  lead: (count: number) =>
    `${count} complete trainings, from one weight to a Transformer. Each is one short file, starts from a seed, and promises a quality. Read it, look at its recorded curve, then train it here.`,
  description:
    'Complete training runs: the source, the recorded learning curve, and a button that trains them in your browser.',
  back: 'All runs',
  metrics,
  losses,
  atLeast: 'at least {value}',
  atMost: 'at most {value}',
  reached: '{metric} {value}',
  promised: 'promised: {promise}',
  notRecorded: 'not recorded yet',
  inside: {
    heading: 'Look inside',
    lead: 'One training step, with every number in it. Walk through its operations forwards and back; press play at the foot of the page, and it becomes this run, live, from its first step.',
  },
  figure: {
    title: 'Learning curve',
    live: 'live',
    recorded: 'recorded',
    empty: 'empty',
    loss: 'training loss of each batch',
    testLoss: 'loss on unseen examples',
    metric: '{name} on unseen examples, after each epoch',
    metricOfMade: '{name}, after each epoch',
    step: 'step',
    label: 'Learning curve of {run}',
    recordedCaption: (reached: string, promise: string) =>
      `Recorded: after the last step ${reached}. The dashed line is what the run promises, ${promise}.`,
    noRecording: 'This run has not been recorded yet. Train it, and its curve appears here.',
    liveCaption: 'The pale lines are the recording. The dashed line is what the run promises, {promise}.',
    liveOnly: 'The dashed line is what the run promises, {promise}.',
    sameSeed: 'Same seed, same steps: so far no loss differs from the recorded one in four digits.',
    differs:
      'Same seed, and yet the losses differ from the recorded ones, by up to {gap}: this machine rounds differently.',
    tableCaption: 'Losses and quality along the run',
    tableStep: 'step',
    tableRecorded: '{name}, recorded',
    tableLive: '{name}, live',
  },
  train: {
    form: 'Training',
    train: 'Train',
    pause: 'Pause',
    resume: 'Resume',
    again: 'Train again',
    restart: 'Restart',
    seed: 'seed',
    badSeed: 'A seed is a whole number from 0 to {largest}.',
    needsScript: 'Training needs JavaScript. The recorded curve and the source do not.',
    progress: 'Progress of the training',
    idle: 'It trains in this page, on your machine, from the first step to the last. You may leave the tab meanwhile.',
    loading: 'Making the data …',
    training: 'Step {step} of {total}',
    left: 'about {time} left',
    paused: 'Paused after {step} of {total} steps.',
    pausedLoading: 'Paused before the first step.',
    finished: 'Finished: {metric} {value} after {total} steps, in {time}. Promised was {promise}: {verdict}.',
    kept: 'kept',
    missed: 'missed',
    failed: 'Stopped: {message} {hint}',
    started: 'Training started, seed {seed}.',
    seconds: '{seconds} s',
    minutes: '{minutes} min {seconds} s',
  },
  backends: {
    legend: 'Train on',
    names: { simd: 'CPU (SIMD)', threads: 'CPU (SIMD, threads)', reference: 'CPU (reference)', webgpu: 'GPU' },
    asking: 'Asking the browser for a graphics adapter …',
    noWebgpu: 'This browser has no WebGPU, so the GPU rests; on the CPU everything works.',
    noAdapter:
      'This browser knows WebGPU but finds no graphics adapter, so the GPU rests; on the CPU everything works.',
    hardware: 'On the GPU the steps are made there; after each epoch the model comes to the CPU to be examined.',
    software:
      'The GPU here is a software adapter: a CPU that plays GPU. It computes the right numbers, and slowly; a large run may take very long.',
    threads: '{count} threads share what is large enough to share. The numbers are the same bits as on one.',
    noSharing: 'This page may not share memory between threads, so one thread trains alone.',
    noProcessors: 'This machine has one processor, so one thread trains alone.',
    noThreads: 'No second thread could be started, so one trains alone.',
    noSimd: 'This browser runs no SIMD kernels, so the reference trains instead.',
    next: 'The next training runs on: {name}. Restart to begin it now.',
    recovered: 'The GPU was lost at step {step}. A new one goes on from step {from}, the last saved one.',
    comparison: {
      caption: 'In your browser',
      backend: 'trained on',
      speed: 'steps a second',
      times: '{name} = 1',
      difference: 'Their first {steps} losses differ by at most {largest}.',
      equal: 'Their first {steps} losses are equal to the last bit.',
      otherSeed: 'They had different seeds, so their losses have nothing in common.',
      how: 'Measured on your own trainings on this page, without their first ten steps and without the examinations.',
    },
    adapter: {
      heading: 'Your graphics adapter',
      unsaid: 'not said',
      vendor: 'vendor',
      architecture: 'architecture',
      description: 'description',
      kind: 'kind',
      software: 'software: a CPU plays GPU',
      hardware: 'graphics hardware',
      limits: {
        maxBufferSize: 'largest buffer',
        maxStorageBufferBindingSize: 'most a kernel sees of one buffer',
        maxStorageBuffersPerShaderStage: 'buffers of one kernel',
        maxComputeInvocationsPerWorkgroup: 'threads of one workgroup',
        maxComputeWorkgroupStorageSize: 'memory they share',
        maxComputeWorkgroupsPerDimension: 'workgroups in a row',
      },
      features: 'features',
    },
  },
  outcome: {
    heading: 'What it makes',
    recorded: 'By the recorded run, after its last step.',
    live: 'By the run you trained, after its last step.',
    livePictures: 'By the run in this page, after its last complete epoch.',
    points: 'Coloured dots: made. Grey dots: real.',
    images: 'Above: real. Below: made.',
  },
  facts: {
    heading: 'The run',
    promise: 'Promise',
    reached: 'Recorded quality',
    learning: 'Learning',
    steps: (steps: string, epochs: string, batch: string) => `${steps} steps: ${epochs} epochs, batches of ${batch}`,
    rule: (optimizer: string, lr: string) => `${optimizer}, learning rate ${lr} at first`,
    data: 'Data',
    examples: (examples: string) => `${examples} examples to learn from`,
    recording: 'Recording',
    provenance: (seed: number, backend: string, time: string, cores: number) =>
      `, with seed ${seed}, backend ${backend}, ${time} of processor time on ${cores} cores`,
  },
  model: {
    heading: 'The model',
    caption: (batch: number) =>
      `Measured on one real step; N is the number of examples in a batch. Made while the site was built, with ${batch} examples.`,
    module: 'module',
    type: 'type',
    output: 'output',
    parameters: 'parameters',
    whole: 'model',
  },
  terminal: {
    heading: 'In the terminal',
    text: 'The same run, the same numbers, without a browser:',
    realData: 'It also learns from real files:',
    ownText: 'It also learns from a text of yours:',
    ownImages: 'It also learns from images of yours:',
  },
  sourceHeading: 'The source',
  sourceText: 'The run itself is open; what it shares with other runs is folded below it.',
  imports: 'Built from',
  turnPage: 'Runs',
  previous: 'Before this',
  next: 'After this',
};
