/**
 * A right call of everything that the framework exports, by name: what wrongCalls.test.ts calls wrongly, place by place. Ops are not
 * here: their calls come from the table in ops/signatures.ts and from their examples.
 */
import * as cg from '../index.ts';
import { tarOf } from './tarOf.ts';

/** Reasons of `exempt`. */
export const [NOTHING, VALUE, ABSTRACT, ERROR] = [
  'it takes nothing',
  'it is a value, no function',
  'abstract: its subclasses are called',
  'an error: who makes one is the framework',
] as const;

/** Arguments of a right call, made afresh each time. */
export type Arguments = () => readonly unknown[];

export interface ClassRow {
  /** Of the constructor. */
  readonly make: Arguments;
  /** Of the methods: static ones by `static name`. */
  readonly methods?: Readonly<Record<string, Arguments>>;
  /** What the instance needs before its methods can be called. */
  readonly ready?: (instance: never) => unknown;
}

const { ones, tensor, zeros, Generator } = cg;
const g = (): cg.Generator => new Generator(1);
const int = (values: cg.NestedNumbers): cg.Tensor => tensor(values, { dtype: 'int32' });
const leaf = (): cg.Tensor => ones([2, 3]).requiresGrad_();
const table = (): cg.Table => cg.Table.of({ a: [1, 2, 3], b: ['x', 'y', 'x'] });
const set = (): cg.TensorDataset => new cg.TensorDataset(ones([4, 3]), int([0, 1, 0, 1]));
const sgd = (): cg.SGD => new cg.SGD([leaf()], { lr: 0.1, momentum: 0.9 });
const scalarOf = (x: cg.Tensor): cg.Tensor => x.square().sum();
const image = (): cg.Tensor => cg.rand([3, 6, 6], { generator: g() });
const bytes = (): Uint8Array<ArrayBuffer> => Uint8Array.of(1, 2, 3);
const logits = (): cg.Tensor => cg.rand([4, 2], { generator: g() });
const labels = (): cg.Tensor => int([0, 1, 1, 0]);
const layer = (): cg.Linear => new cg.Linear(3, 2, { generator: g() });
const setup = (): cg.TrainingSetup => {
  const model = layer();
  return {
    name: 'try',
    seed: 1,
    config: {},
    model,
    optimizers: { main: new cg.SGD(model.parameters(), { lr: 0.1 }) },
    loader: new cg.DataLoader(set(), { batchSize: 2 }),
    generators: {},
    epochs: 1,
    step: () => ({ loss: 1 }),
    evaluate: () => ({ loss: 1 }),
  };
};
const loader = (): cg.DataLoader => new cg.DataLoader(set(), { batchSize: 2 });
const batch = (): cg.LoadedBatch => [...loader().epoch(0)][0]!;
const parts = (): cg.Supervised => {
  const model = layer();
  const optimizer = new cg.SGD(model.parameters(), { lr: 0.1 });
  return { model, optimizer, loss: (x, y) => cg.crossEntropy(x, y), measures: { accuracy: cg.accuracy } };
};
const zip = await cg.encodeZip(new Map([['a', bytes()]]));
const npz = await cg.encodeNpz({ a: ones([2]) });
const empty: Arguments = () => [];

export const functions: Readonly<Record<string, Arguments>> = {
  // tensor
  keep: () => [ones([1])],
  scope: () => [() => 1],
  noGrad: () => [() => 1],
  enableGrad: () => [() => 1],
  setGradEnabled: () => [true, () => 1],
  manualSeed: () => [3],
  tensor: () => [[[1, 2]], { dtype: 'int32', shape: [2], requiresGrad: false }],
  full: () => [[2, 3], 5, { requiresGrad: true }],
  zeros: () => [[2, 3], { requiresGrad: true }],
  ones: () => [[2, 3], { requiresGrad: true }],
  zerosLike: () => [ones([2])],
  onesLike: () => [ones([2])],
  fullLike: () => [ones([2]), 3],
  arange: () => [0, 4, 1, { requiresGrad: false }],
  linspace: () => [0, 1, 5, { requiresGrad: true }],
  eye: () => [2, 3, { requiresGrad: true }],
  rand: () => [[2, 3], { requiresGrad: true, generator: g() }],
  randn: () => [[2, 3], { requiresGrad: true, generator: g() }],
  randint: () => [0, 5, [2, 3], { requiresGrad: false, generator: g() }],
  formatNumber: () => [1.5],
  printTensor: () => [ones([2])],
  shapeText: () => [[2, 3]],
  isFloat: () => ['int32'],
  promote: () => ['int32', 'float32'],
  broadcastShapes: () => [[2, 1], [3], 'add'],
  contiguousStrides: () => [[2, 3]],
  sizeOf: () => [[2, 3]],
  substituting: () => [[], () => 1],
  substituteFor: () => ['relu'],
  // trace
  listen: () => [() => undefined, { observes: ['a'] }],
  isObserved: () => ['a'],
  unheard: () => [() => 1],
  inPass: () => ['a', () => 1],
  inScope: () => ['a', () => 1],
  // kernels
  useBackend: () => ['auto'],
  setThreads: () => [1],
  setRelaxed: () => [true],
  // ops
  defineOp: () => [{ name: 'mine', forward: (x: cg.Tensor) => x.mul(2), backward: null }],
  composeOp: () => [{ name: 'mine', forward: (x: cg.Tensor) => x.mul(2) }],
  untraced: () => [() => 1],
  // autograd
  backward: () => [scalarOf(leaf()), { retainGraph: true }],
  grad: () => {
    const x = leaf();
    return [scalarOf(x), [x], { createGraph: true }];
  },
  gradcheck: () => [([x]: cg.Tensor[]) => scalarOf(x!), [ones([2], { dtype: 'float64' })], { tolerance: 1e-5 }],
  assertGradients: () => ['square', ([x]: cg.Tensor[]) => scalarOf(x!), [ones([2], { dtype: 'float64' })], { h: 1e-6 }],
  customFunction: () => [
    { name: 'double', forward: (x: cg.Tensor) => x.mul(2), backward: (grad: cg.Tensor) => [grad.mul(2)] },
  ],
  detectAnomaly: () => [() => 1],
  jacobian: () => [(x: cg.Tensor) => x.square(), ones([2]), { createGraph: true }],
  hessian: () => [scalarOf, ones([2]), { createGraph: true }],
  vjp: () => [(x: cg.Tensor) => x.square(), ones([2]), ones([2])],
  jvp: () => [(x: cg.Tensor) => x.square(), ones([2]), ones([2])],
  // nn
  constant_: () => [ones([2, 2]), 0.5],
  uniform_: () => [ones([2, 2]), 0, 1, g()],
  normal_: () => [ones([2, 2]), 0, 1, g()],
  truncatedNormal_: () => [ones([2, 2]), { std: 0.5, generator: g() }],
  calculateGain: () => ['relu', 0.1],
  xavierUniform_: () => [ones([2, 2]), { gain: 1, generator: g() }],
  xavierNormal_: () => [ones([2, 2]), { gain: 1, generator: g() }],
  kaimingUniform_: () => [ones([2, 2]), { mode: 'fanOut', generator: g() }],
  kaimingNormal_: () => [ones([2, 2]), { mode: 'fanOut', generator: g() }],
  orthogonal_: () => [ones([2, 2]), { gain: 1, generator: g() }],
  defaultInit_: () => [ones([2, 2]), ones([2]), g()],
  fanIn: () => [ones([2, 2])],
  fanOut: () => [ones([2, 2])],
  stateName: () => ['weightIhL0'],
  summary: () => [layer(), [1, 3], { dtype: 'float32' }],
  sinusoidalEncoding: () => [4, 6],
  namedCalls: () => [layer(), () => 1],
  // optim
  clipGradNorm: () => [[leaf()], 1, { normType: 2 }],
  clipGradValue: () => [[leaf()], 1],
  l1Penalty: () => [[leaf()]],
  l2Penalty: () => [[leaf()]],
  // io
  decodeText: () => [bytes(), 'name'],
  isGzip: () => [bytes()],
  parseCsv: () => ['a,b\n1,2\n', { delimiter: ',' }],
  encodeCsv: () => [[['a', 1]], { delimiter: ';' }],
  encodeNpy: () => [ones([2])],
  decodeNpy: () => [cg.encodeNpy(ones([2])), 'name'],
  encodeSafetensors: () => [{ a: ones([2]) }, { made: 'here' }],
  decodeSafetensors: () => [cg.encodeSafetensors({ a: ones([2]) }), 'name', { convert: true }],
  renameState: () => [{ a: ones([2]) }, { a: 'b' }],
  encodeStateDict: () => [{ a: ones([2]) }, {}],
  decodeStateDict: () => [cg.encodeStateDict({ a: ones([2]) }), 'name', {}],
  gunzip: () => [bytes(), 'name', { most: 9 }],
  inflate: () => [bytes(), 3],
  deflate: () => [bytes()],
  encodeZip: () => [new Map([['a', bytes()]]), { compress: true }],
  decodeZip: () => [zip, 'name', { most: 9 }],
  decodeTar: () => [tarOf([{ path: 'a', body: 'b' }]), 'name'],
  decodeIdx: () => [Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 6), 'name'],
  encodeNpz: () => [{ a: ones([2]) }, { compress: true }],
  decodeNpz: () => [npz, 'name'],
  // data
  augmented: () => [set(), (x: cg.Tensor) => x],
  generateCredit: () => [4, g(), { incomeGap: 1 }],
  generateDigits: () => [2, g(), { digits: [1, 2] }],
  generateRing: () => [4, g(), { modes: 2 }],
  generateGrid: () => [4, g(), { side: 2 }],
  generateLine: () => [4, g(), { noise: 0.1 }],
  generateMotifs: () => [2, g(), { length: 20 }],
  encodeBases: () => [['ACGT']],
  generateSpirals: () => [4, g(), { classes: 2 }],
  generateBlobs: () => [4, g(), { std: 0.1 }],
  generateMoons: () => [4, g(), { noise: 0.1 }],
  generateCircles: () => [4, g(), { noise: 0.1 }],
  generateRecall: () => [2, 4, 3, g()],
  generateRents: () => [4, g(), { typos: 0.1 }],
  generateBuildingRents: () => [4, g()],
  englishWords: () => [12],
  germanWords: () => [12],
  generateReviews: () => [2, g()],
  generateSequences: () => ['sort', 2, g(), { length: 4 }],
  generateShapes: () => [1, g(), { noise: 0.1 }],
  generateSineMixture: () => [20, g(), { noise: 0.1 }],
  generateTales: () => [1, g()],
  transformBatch: () => [image().unsqueeze(0), (x: cg.Tensor) => x, g()],
  randomCrop: () => [4, { padding: 1 }],
  centerCrop: () => [4, 0],
  randomFlip: () => [0.5],
  affine: () => [image(), { degrees: 10 }],
  randomAffine: () => [{ degrees: 10 }],
  addNoise: () => [0.1],
  cutout: () => [2, 0],
  randomContrast: () => [{ contrast: 0.1 }],
  channelStatistics: () => [image().unsqueeze(0)],
  normalizeChannels: () => [{ mean: [0, 0, 0], std: [1, 1, 1] }],
  composeTransforms: () => [(x: cg.Tensor) => x],
  resize: () => [4],
  splitWords: () => ['one two'],
  padSequences: () => [[[1, 2], [3]], { side: 'left' }],
  seriesWindows: () => [ones([9, 1]), { history: 3, horizon: 1 }],
  splitSeries: () => [ones([40, 1]), [0.5, 0.5], { history: 3, horizon: 1 }],
  tokenWindows: () => [[1, 2, 3, 4, 5], 2, { stride: 1 }],
  kFold: () => [6, 3, g()],
  stratifiedKFold: () => [[0, 1, 0, 1], 2, g()],
  randomSplit: () => [4, [0.5, 0.5], g()],
  stratifiedSplit: () => [[0, 1, 0, 1], [0.5, 0.5], g()],
  groupedSplit: () => [[0, 1, 0, 1], [0.5, 0.5], g()],
  timeSplit: () => [
    [1, 2, 3, 4],
    [0.5, 0.5],
  ],
  stackExamples: () => [[[ones([2])], [ones([2])]]],
  countMissing: () => [table()],
  dropMissing: () => [table(), ['a']],
  duplicateRows: () => [table(), ['a']],
  dropDuplicates: () => [table(), ['a']],
  sharedRows: () => [table(), table(), ['a']],
  iqrFence: () => [[1, 2, 3, 4], 1.5],
  zFence: () => [[1, 2, 3, 4], 3],
  outside: () => [[1, 2, 3], { low: 2, high: 3 }],
  clipTo: () => [[1, 2, 3], { low: 2, high: 3 }],
  readTable: () => ['a,b\n1,2\n', { types: { a: 'number' } }],
  readSquad: () => ['{"data":[]}', 'squad'],
  // train
  fit: () => [setup(), { validate: false }],
  predictAll: () => [layer(), new cg.DataLoader(set(), { batchSize: 2 })],
  captureState: () => [setup(), cg.startCursor],
  restoreState: () => {
    const run = setup();
    return [run, cg.captureState(run, cg.startCursor)];
  },
  stateOnCpu: () => [cg.captureState(setup(), cg.startCursor)],
  encodeCheckpoint: () => [cg.captureState(setup(), cg.startCursor)],
  decodeCheckpoint: () => [cg.encodeCheckpoint(cg.captureState(setup(), cg.startCursor)), 'name'],
  deviceOf: () => [layer()],
  accuracy: () => [logits(), labels()],
  topKAccuracy: () => [logits(), labels(), 1],
  confusionMatrix: () => [logits(), labels(), { classes: 2 }],
  precision: () => [logits(), labels(), { average: 'macro' }],
  recall: () => [logits(), labels(), { average: 'macro' }],
  f1Score: () => [logits(), labels(), { average: 'macro' }],
  perplexity: () => [logits(), labels(), { ignoreIndex: -1 }],
  meanAbsoluteError: () => [ones([3]), ones([3])],
  rootMeanSquaredError: () => [ones([3]), ones([3])],
  r2Score: () => [tensor([1, 2, 3]), tensor([1, 2, 4])],
  rocCurve: () => [tensor([0.1, 0.9]), int([0, 1])],
  rocAuc: () => [tensor([0.1, 0.9]), int([0, 1])],
  supervisedStep: () => [parts(), batch()],
  supervisedWalk: () => [parts(), batch()],
  supervisedEvaluate: () => [parts(), loader()],
  supervisedOnDevice: () => [parts(), loader(), { readEvery: 2 }],
  accumulatedStep: () => [parts(), batch(), 1],
  measured: () => [{ accuracy: cg.accuracy }, logits(), labels()],
  showOutputs: () => [parts(), { inputs: ones([2, 3]), targets: int([0, 1]) }, logits(), 1, 0.5],
  hashParameters: () => [setup()],
  parameterHash: () => [setup()],
  earlyStopping: () => [cg.fit(setup()), { model: layer(), patience: 2 }],
  checkpointing: () => [cg.fit(setup()), setup(), { path: (cursor: cg.Cursor) => `${cursor.step}`, everySteps: 9 }],
  logCsv: () => [cg.fit(setup()), 'never-written.csv', { every: 'epoch' }],
  logJson: () => [cg.fit(setup()), 'never-written.json', { every: 'epoch' }],
  // runs
  findRun: () => ['line-regression'],
  defineRun: () => [
    {
      data: () => [ones([4, 3]), ones([4, 2])],
      model: () => layer(),
      loss: (x: cg.Tensor, y: cg.Tensor) => cg.mse(x, y),
      optimizer: (all: cg.Tensor[]) => new cg.SGD(all, { lr: 0.1 }),
      knobs: { lr: 0.1 },
    },
  ],
  bugsOf: () => ['line-regression'],
  curesOf: () => ['noisy-moons'],
  nearestName: () => ['a', ['b']],
  digitsNetwork: () => [g(), { norm: 'batch' }],
  ringSchedule: () => [2, 4],
  shardsOf: () => [8, 2, false],
  reachesThreshold: () => [cg.findRun('line-regression'), 0.5],
  readKnobs: () => [cg.findRun('line-regression'), { lr: 0.1 }],
  rangeText: () => [cg.findRun('line-regression').knobs['lr']],
  parseKnob: () => [cg.findRun('line-regression').knobs['lr'], '0.1'],
  knobText: () => [0.1],
  knobsConfig: () => [cg.findRun('line-regression').knobs, { lr: 0.1 }],
  knobsFromConfig: () => [cg.findRun('line-regression').knobs, 'lr=0.1'],
};

/** Right calls that are not made, since they would read or write files, train for long or need a GPU: only wrong ones are. */
export const onlyWrongly: Readonly<Record<string, Arguments>> = {
  readBytes: () => ['file', { most: 1 }],
  writeBytes: () => ['file', bytes()],
  tryWriting: () => ['file', 1],
  writeOrRescue: () => ['file', bytes()],
  fileExists: () => ['file'],
  appendText: () => ['file', 'text'],
  listFiles: () => ['folder'],
  loadMnist: () => ['folder'],
  loadCifar10: () => ['folder'],
  loadCifar100: () => ['folder', 'fine'],
  loadImdb: () => ['folder'],
  loadSquad: () => ['file'],
  loadText: () => ['file'],
  loadTable: () => ['file', { delimiter: ';' }],
  loadImageFolder: () => ['folder', { decode: () => undefined }],
  saveCheckpoint: () => ['file', cg.captureState(setup(), cg.startCursor)],
  loadCheckpoint: () => ['file'],
  loadWeights: () => ['file', () => undefined],
  checkRun: () => [cg.findRun('line-regression'), { epochs: 1 }, () => undefined],
  provideKernels: () => [{ strict: bytes() }],
  startWebgpu: () => [{ powerPreference: 'low-power' }],
  multiplyBy: () => [cg.gpuLadder[0], ones([2, 2]), ones([2, 2])],
};

const x23 = (): readonly unknown[] => [ones([2, 3])];
const forward = (args: Arguments): Readonly<Record<string, Arguments>> => ({ forward: args });
const plain = (make: Arguments = empty): ClassRow => ({ make, methods: forward(x23) });
const pictures: Arguments = () => [ones([1, 2, 4, 4])];
const signals: Arguments = () => [ones([1, 2, 4])];
const pair: Arguments = () => [ones([2, 3]), ones([2, 3])];
const loss = (make: Arguments = () => [{ reduction: 'sum' }], args: Arguments = pair): ClassRow => ({
  make,
  methods: forward(args),
});
const { SGD, RMSprop, Adagrad, Adadelta, Adam, AdamW, NAdam, Lion } = cg;
const settings = { lr: 0.1, weightDecay: 0.1 };
const rule = (
  Rule: new (params: cg.Tensor[], options: typeof settings) => { stateDict(): cg.OptimizerState },
): ClassRow => ({
  make: () => [[leaf()], settings],
  methods: {
    loadStateDict: () => [new Rule([leaf()], settings).stateDict()],
    checkStateDict: () => [new Rule([leaf()], settings).stateDict()],
  },
});
const plateau: Arguments = () => [new cg.ReduceLROnPlateau(sgd()).stateDict()];
const scheduled: ClassRow['methods'] = {
  rateAt: () => [1, 0],
  moveTo: () => [1],
  checkStep: () => [1],
  checkStateDict: () => [{ steps: 1, baseRates: [0.1] }],
  loadStateDict: () => [{ steps: 1, baseRates: [0.1] }],
};
const schedule = (options: object): ClassRow => ({ make: () => [sgd(), options], methods: scheduled });
const scaler = (make: Arguments = empty): ClassRow => ({
  make,
  ready: (s: cg.Scaler) =>
    s.fit(
      tensor([
        [1, 2],
        [3, 5],
      ]),
    ),
  methods: {
    fit: () => [
      tensor([
        [1, 2],
        [3, 5],
      ]),
    ],
    transform: () => [ones([2, 2])],
    inverseTransform: () => [ones([2, 2])],
    fitTransform: () => [
      tensor([
        [1, 2],
        [3, 5],
      ]),
    ],
    loadStateDict: () => [{ shift: [0], scale: [1] }],
  },
});
const ids: Arguments = () => [Int32Array.of(0, 1)];
const recurrent: ClassRow = {
  make: () => [3, 4, { batchFirst: true, generator: g() }],
  methods: { forward: () => [ones([2, 5, 3]), undefined, { lengths: [5, 2] }] },
};
const transformer = { dimFeedforward: 8, dropout: 0 };

export const classes: Readonly<Record<string, ClassRow>> = {
  // tensor
  Generator: {
    make: () => [7, 1],
    methods: {
      fork: () => ['name'],
      setState: () => [{ seed: 7, stream: 1, position: 3 }],
      checkState: () => [{ seed: 7, stream: 1, position: 3 }],
      skip: () => [2],
      integer: () => [5],
      permutation: () => [5],
    },
  },
  // nn
  Parameter: { make: () => [ones([2])] },
  Sequential: { make: () => [layer(), new cg.ReLU()], methods: forward(x23) },
  ModuleList: { make: () => [[layer()]], methods: { at: () => [0] } },
  ModuleDict: { make: () => [{ one: layer() }], methods: { get: () => ['one'], has: () => ['one'] } },
  Identity: plain(),
  Flatten: plain(() => [1, -1]),
  Linear: {
    make: () => [3, 2, { bias: false, generator: g() }],
    methods: {
      forward: x23,
      forwardRelu: x23,
      loadStateDict: () => [{ weight: ones([2, 3]) }, { strict: false }],
      checkStateDict: () => [{ weight: ones([2, 3]) }, { strict: false }],
      to: () => ['cpu'],
      train: () => [true],
      registerForwardHook: () => [() => undefined],
      registerForwardPreHook: () => [() => undefined],
    },
  },
  Bilinear: { make: () => [3, 3, 2, { bias: false, generator: g() }], methods: forward(pair) },
  Embedding: { make: () => [5, 2, { paddingIdx: 0, generator: g() }], methods: forward(() => [int([1, 2])]) },
  ReLU: plain(),
  LeakyReLU: plain(() => [0.1]),
  ELU: plain(() => [1]),
  Softplus: plain(() => [1]),
  Sigmoid: plain(),
  Tanh: plain(),
  SiLU: plain(),
  Mish: plain(),
  GELU: plain(() => [{ approximate: 'tanh' }]),
  Softmax: plain(() => [-1]),
  LogSoftmax: plain(() => [-1]),
  Conv2d: {
    make: () => [2, 3, 3, { padding: 1, stride: 2 }],
    methods: { forward: pictures, forwardRelu: pictures },
  },
  Conv1d: { make: () => [2, 3, 3, { padding: 1, stride: 2 }], methods: forward(signals) },
  ConvTranspose2d: { make: () => [2, 3, 3, { outputPadding: 0, stride: 2 }], methods: forward(pictures) },
  MaxPool2d: { make: () => [2, { stride: 1 }], methods: forward(pictures) },
  MaxPool1d: { make: () => [2, { stride: 1 }], methods: forward(signals) },
  AvgPool2d: { make: () => [2, { countIncludePad: false }], methods: forward(pictures) },
  AvgPool1d: { make: () => [2, { countIncludePad: false }], methods: forward(signals) },
  GlobalAvgPool: { make: empty, methods: forward(pictures) },
  AdaptiveMaxPool2d: { make: () => [2], methods: forward(pictures) },
  AdaptiveAvgPool2d: { make: () => [2], methods: forward(pictures) },
  BatchNorm1d: plain(() => [3, { momentum: 0.2 }]),
  BatchNorm2d: { make: () => [2, { momentum: 0.2 }], methods: forward(pictures) },
  LayerNorm: plain(() => [3, { elementwiseAffine: false }]),
  GroupNorm: plain(() => [1, 3, { affine: false }]),
  RMSNorm: plain(() => [3, { elementwiseAffine: false }]),
  Dropout: plain(() => [0.3, { generator: g() }]),
  Dropout2d: { make: () => [0.3, { generator: g() }], methods: forward(pictures) },
  RNN: recurrent,
  LSTM: recurrent,
  GRU: recurrent,
  MultiHeadAttention: {
    make: () => [4, 2, { dropout: 0, generator: g() }],
    methods: {
      forward: () => [ones([1, 3, 4]), ones([1, 3, 4]), ones([1, 3, 4]), { causal: true }],
      ablate: () => [[0, 1]],
      attend: () => [ones([1, 3, 4]), ones([1, 3, 4]), ones([1, 3, 4]), { averageWeights: false }],
    },
  },
  SinusoidalPositionalEncoding: { make: () => [4, { maxLength: 5 }], methods: forward(() => [ones([1, 3, 4])]) },
  LearnedPositionalEncoding: { make: () => [5, 4, { generator: g() }], methods: forward(() => [ones([1, 3, 4])]) },
  RotaryPositionalEncoding: { make: () => [4, { base: 100 }], methods: forward(() => [ones([1, 3, 4]), 0]) },
  TransformerEncoderLayer: {
    make: () => [4, 2, transformer],
    methods: forward(() => [ones([1, 3, 4]), { causal: true }]),
  },
  TransformerEncoder: {
    make: () => [4, 2, { ...transformer, numLayers: 1 }],
    methods: forward(() => [ones([1, 3, 4]), { causal: true }]),
  },
  TransformerDecoderLayer: {
    make: () => [4, 2, transformer],
    methods: forward(() => [ones([1, 3, 4]), ones([1, 2, 4]), { causal: true }]),
  },
  MSELoss: loss(),
  L1Loss: loss(),
  HuberLoss: loss(),
  SmoothL1Loss: loss(),
  NLLLoss: loss(
    () => [{ ignoreIndex: -1 }],
    () => [logits(), labels()],
  ),
  CrossEntropyLoss: loss(
    () => [{ labelSmoothing: 0.1 }],
    () => [logits(), labels()],
  ),
  BCELoss: loss(
    () => [{ reduction: 'sum' }],
    () => [tensor([0.5, 0.5]), tensor([0, 1])],
  ),
  BCEWithLogitsLoss: loss(
    () => [{ posWeight: 2 }],
    () => [tensor([0.5, 0.5]), tensor([0, 1])],
  ),
  HingeLoss: loss(
    () => [{ margin: 1 }],
    () => [tensor([0.5, 0.5]), tensor([-1, 1])],
  ),
  KLDivLoss: loss(() => [{ logTarget: true }]),
  CosineSimilarity: loss(() => [{ axis: 1 }]),
  PReLU: plain(() => [1, { init: 0.1 }]),
  SELU: plain(),
  CELU: plain(() => [1]),
  Hardsigmoid: plain(),
  Softsign: plain(),
  Hardswish: plain(),
  Threshold: plain(() => [0.5, 0]),
  ConvTranspose1d: { make: () => [2, 3, 3, { outputPadding: 0, stride: 2 }], methods: forward(signals) },
  PixelShuffle: { make: () => [2], methods: forward(() => [ones([1, 4, 2, 2])]) },
  Upsample: { make: () => [{ scaleFactor: 2 }], methods: forward(pictures) },
  InstanceNorm1d: { make: () => [2, { trackRunningStats: true }], methods: forward(signals) },
  InstanceNorm2d: { make: () => [2, { trackRunningStats: true }], methods: forward(pictures) },
  RNNCell: { make: () => [3, 4, { nonlinearity: 'relu' }], methods: forward(() => [ones([2, 3]), ones([2, 4])]) },
  LSTMCell: {
    make: () => [3, 4, { bias: false }],
    methods: forward(() => [ones([2, 3]), [ones([2, 4]), ones([2, 4])]]),
  },
  GRUCell: { make: () => [3, 4, { bias: false }], methods: forward(() => [ones([2, 3]), ones([2, 4])]) },
  TransformerDecoder: {
    make: () => [4, 2, { ...transformer, numLayers: 1 }],
    methods: forward(() => [ones([1, 3, 4]), ones([1, 2, 4]), { causal: true }]),
  },
  // optim
  SGD: rule(SGD),
  RMSprop: rule(RMSprop),
  Adagrad: rule(Adagrad),
  Adadelta: rule(Adadelta),
  Adam: rule(Adam),
  AdamW: rule(AdamW),
  NAdam: rule(NAdam),
  Lion: rule(Lion),
  StepLR: schedule({ stepSize: 2 }),
  MultiStepLR: schedule({ milestones: [2] }),
  ExponentialLR: schedule({ gamma: 0.9 }),
  CosineAnnealingLR: schedule({ tMax: 5 }),
  CosineAnnealingWarmRestarts: schedule({ t0: 5, etaMin: 0 }),
  LinearLR: schedule({ totalIters: 3 }),
  LambdaLR: schedule({ lrLambda: () => 1 }),
  OneCycleLR: schedule({ maxLr: 1, totalSteps: 5 }),
  SequentialLR: {
    make: () => {
      const optimizer = sgd();
      return [optimizer, { schedulers: [new cg.StepLR(optimizer, { stepSize: 2 })], milestones: [] }];
    },
    methods: scheduled,
  },
  ReduceLROnPlateau: {
    make: () => [sgd(), { thresholdMode: 'abs' }],
    methods: { step: () => [0.5], checkStateDict: plateau, loadStateDict: plateau },
  },
  // data
  TensorDataset: {
    make: () => [ones([4, 3]), ones([4])],
    methods: { batch: ids, example: () => [1], take: () => [2] },
  },
  ListDataset: { make: () => [[[ones([2])], [ones([2])]]], methods: { batch: ids, example: () => [1] } },
  MappedDataset: { make: () => [set(), (e: unknown) => e], methods: { batch: ids, example: () => [1, g()] } },
  Subset: { make: () => [set(), [0, 1]], methods: { batch: ids, example: () => [1] } },
  ByteImages: {
    make: () => [new Uint8Array(24), [3, 2, 2], Int32Array.of(0, 1)],
    methods: { batch: ids, example: () => [1], take: () => [1] },
  },
  WeightedSampler: { make: () => [[1, 2], { count: 2 }], methods: { order: () => [0] } },
  DataLoader: {
    make: () => [set(), { batchSize: 2, dropLast: true }],
    methods: { epoch: () => [0, 0], prefetch: () => [0, { ahead: 2 }] },
  },
  CharTokenizer: {
    make: () => [['a', 'b']],
    methods: { encode: () => ['ab'], decode: () => [[0, 1]], 'static fromText': () => ['ab'] },
  },
  BpeTokenizer: {
    make: () => [[[97, 98]]],
    methods: {
      encode: () => ['ab'],
      decode: () => [[97, 98]],
      bytesOf: () => [97],
      'static train': () => ['ab ab', { vocabularySize: 257 }],
    },
  },
  Vocabulary: {
    make: () => [['a', 'b']],
    methods: { encode: () => [['a']], decode: () => [[0, 1]], 'static build': () => [[['a', 'b']], { minCount: 1 }] },
  },
  Table: {
    make: () => [
      [
        ['a', { type: 'number', values: Float64Array.of(1, 2) }],
        ['b', { type: 'text', values: ['x', 'y'] }],
      ],
    ],
    methods: {
      column: () => ['a'],
      numbers: () => ['a'],
      texts: () => ['b'],
      withColumn: () => ['b', { type: 'text', values: ['x', 'y'] }],
      isMissing: () => ['a', 0],
      select: () => [['a']],
      without: () => [['a']],
      take: () => [[0]],
      toTensor: () => [['a'], { dtype: 'float64' }],
      'static of': () => [{ a: [1, 2] }],
    },
  },
  LabelEncoder: {
    make: empty,
    ready: (e: cg.LabelEncoder) => e.fit(['a', 'b']),
    methods: {
      fit: () => [['a', 'b']],
      transform: () => [['a']],
      fitTransform: () => [['a']],
      inverseTransform: () => [[0]],
    },
  },
  OneHotEncoder: {
    make: () => [{ dropFirst: true }],
    ready: (e: cg.OneHotEncoder) => e.fit(table().select(['b'])),
    methods: {
      fit: () => [table().select(['b'])],
      transform: () => [table().select(['b'])],
      inverseTransform: () => [ones([1, 1])],
    },
  },
  OrdinalEncoder: {
    make: () => [{ unknownValue: -1 }],
    ready: (e: cg.OrdinalEncoder) => e.fit(table().select(['b'])),
    methods: {
      fit: () => [table().select(['b'])],
      transform: () => [table().select(['b'])],
      inverseTransform: () => [zeros([1, 1])],
      fitTransform: () => [table().select(['b'])],
    },
  },
  SimpleImputer: {
    make: () => [{ strategy: 'median' }],
    ready: (e: cg.SimpleImputer) => e.fit(table().select(['a'])),
    methods: {
      fit: () => [table().select(['a'])],
      transform: () => [table().select(['a'])],
      fitTransform: () => [table().select(['a'])],
    },
  },
  StandardScaler: scaler(),
  MinMaxScaler: scaler(() => [[0, 1]]),
  RobustScaler: scaler(),
};

/** Methods of tensors that are no ops. */
export const tensorMethods: Readonly<Record<string, Arguments>> = {
  requiresGrad_: () => [true],
  copyFrom_: () => [[1, 2, 3, 4, 5, 6]],
  registerHook: () => [() => undefined],
  backward: () => [{ gradient: ones([2, 3]) }],
  moveTo_: () => [ones([2, 3]).storage],
};

/**
 * Arguments that may be left out, by number from 0, where JavaScript's own `length` does not tell: a `?` in TypeScript. Null counts as left
 * out only where a place says so in words.
 */
export const optional: Readonly<Record<string, readonly number[]>> = {
  arange: [1],
  assertGradients: [3],
  kFold: [2],
  stratifiedKFold: [2],
  dropMissing: [1],
  duplicateRows: [1],
  dropDuplicates: [1],
  sharedRows: [2],
  defaultInit_: [1], // null: a layer without bias
  provideKernels: [0],
  affine: [1],
  randomContrast: [0],
  'RNN.forward': [1],
  'LSTM.forward': [1],
  'GRU.forward': [1],
  'RNNCell.forward': [1],
  'LSTMCell.forward': [1],
  'GRUCell.forward': [1],
};

/** Calls whose last object is data with names of its own, no options. So are all that end in StateDict. */
export const withData: ReadonlySet<string> = new Set([
  'renameState',
  'encodeStateDict',
  'encodeSafetensors',
  'customFunction',
  'Generator.setState',
  'captureState',
  'restoreState',
  'stateOnCpu',
  'encodeCheckpoint',
  'Table.withColumn',
  'supervisedStep',
  'supervisedWalk',
  'hashParameters',
  'parameterHash',
  'rangeText',
  'new ModuleDict',
  'Table.static of',
  'knobsConfig',
  'saveCheckpoint',
  'Generator.checkState',
]);

/** Places that take more than what stands there in the right call, by the name of what is tried. */
export const alsoRight: Readonly<Record<string, readonly string[]>> = {
  knobText: ['a text', 'true', 'an empty list'],
  knobsConfig: ['an object', '{ dim }'], // values of other knobs are passed over
};

/** Methods that take nothing, by class; inherited ones where they are first written. */
export const takesNothing: Readonly<Record<string, readonly string[]>> = {
  Tensor: ['data', 'dataSync', 'item', 'itemSync', 'cpu', 'toArray', 'detach'],
  Generator: ['getState', 'word', 'uniform', 'normal'],
  Module: ['namedChildren', 'namedParameters', 'parameters', 'namedBuffers', 'stateDict', 'eval', 'cpu', 'zeroGrad'],
  ModuleList: ['namedChildren'],
  ModuleDict: ['keys', 'namedChildren'],
  Sequential: ['namedChildren'],
  Optimizer: ['parameters', 'zeroGrad', 'step', 'follow', 'stateDict'],
  Scheduler: ['step', 'getLastLr', 'stateDict'],
  ReduceLROnPlateau: ['getLastLr', 'stateDict'],
  Scaler: ['stateDict'],
  Table: ['toRows'],
};

/** Methods with arguments that only our own code gives. */
export const ownUse: Readonly<Record<string, readonly string[]>> = {
  Module: ['namedModules'], // prefix and what was seen: its own recursion
};

/** Exported, and not called wrongly here; each for a reason that wrongCalls.test.ts checks. */
export const exempt: Readonly<Record<string, string>> = {
  ...because(NOTHING, [
    'currentScope',
    'currentPass',
    'isListening',
    'isGradEnabled',
    'isSubstituting',
    'currentSubstitute',
    'memory',
    'resetPeakMemory',
    'emptyPool',
    'countTensors',
    'openScope',
    'backendName',
    'backendReason',
    'loadSimd',
    'describeAdapter',
    'shutdownWebgpu',
    'webgpuCounts',
    'webgpuSettled',
    'webgpuStatus',
    'threads',
    'threadsReady',
    'threadsReason',
  ]),
  ...because(VALUE, [
    'rooms',
    'gpuLadder',
    'opList',
    'BASES',
    'MOST_BYTES',
    'MOST_UNPACKED',
    'ENGLISH_WORDS',
    'GERMAN_WORDS',
    'CHECK_SEEDS',
    'CIFAR10_NAMES',
    'MISSING_MARKERS',
    'PLACE_NAMES',
    'SHAPE_NAMES',
    'STATE_VERSION',
    'TALE_CHARACTERS',
    'bugs',
    'dataSources',
    'digitsCnn',
    'runs',
    'startCursor',
  ]),
  ...because(ABSTRACT, [
    'Module',
    'Tensor',
    'Optimizer',
    'Scheduler',
    'Scaler',
    'Recurrent',
    'BatchNorm',
    'InstanceNorm',
    'RecurrentCell',
  ]),
  ...because(ERROR, ['ChalkgradError', 'SubstituteError']),
  ...because('it switches machinery of memory that only tests and the framework itself touch', [
    'setAllocator',
    'setPoison',
  ]),
  ...because('it tells listeners of an event, which only the framework makes; called for every op', ['emit']),
};

function because(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
