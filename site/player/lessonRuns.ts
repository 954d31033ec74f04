/**
 * The runs that pages show: how large they are in a browser, and which step is recorded for the first picture. Small enough
 * that a laptop finishes one in well under a minute.
 */
import type { WriteChoices } from '#framework';
import type { Asked } from './explain/explanation.ts';
import type { LoadOptions, Reading } from './protocol.ts';

export interface LessonRun extends LoadOptions {
  /** Knobs that do not stand at their default here, as texts of a link: where the run's own size would not be legible. */
  readonly options?: Readonly<Record<string, string>>;
  /** Which step the site's build records for the page's first picture. */
  readonly recordedStep: number;
  /** Path of the op that figures stand at first: one that passes a gradient on. Default: the loss. */
  readonly opensAt?: string;
  /** Observed tensors that the page's figures draw, beside those usually made. */
  readonly observes?: readonly string[];
  /** A text that the page reads in the batch's place until the reader wants another. */
  readonly reads?: Reading;
  /** Does the page show texts that the network writes? How, where not as usual. */
  readonly writes?: true | WriteChoices;
  /** What the network looks at in a tagged three of the examination, after the recorded step. */
  readonly explains?: readonly Asked[];
  /** Paths of ops that the page's figures draw first: where not all fits, they are kept before others. */
  readonly wanted?: readonly string[];
  /** Tensors of a batch are kept of all its examples, as far as they fit: where a figure shows all pictures. */
  readonly ofAll?: boolean;
  /** Is the rest of its curve recorded, too? Where the recorded step is the first, a curve would be one dot. */
  readonly ahead?: true;
  /** So many numbers of the step are kept at most, where the losses before it weigh, too. */
  readonly numbers?: number;
  /** Before these steps the run's whole state travels with the site (`shipped/`): where it is too slow to be trained up to them. */
  readonly ships?: readonly number[];
}

/** What the map of a line's descent draws. */
const descent = ['surface', 'fullLoss', 'exampleLosses', 'exampleGradients'] as const;

/** What the loom draws of one layer of attention. */
const attention = (layer: string): string[] =>
  ['mask', 'scaled', 'weights', 'mixed', 'v'].map((part) => `${layer}.${part}`);

/** The name that the lesson on memory reads, its loss after every letter. */
const guadalajara: Reading = { text: 'guadalajara', letter: null };

/** What the network in the plane draws. */
const plane = ['decisionMap', 'answerMap', 'answers', 'neuronMaps', 'plane', 'strongest'] as const;

/** What the ladder of a deep stack draws. */
const signal = ['activationRms', 'answerCounts', 'silentUnits', 'weightGradientNorms'] as const;

/** Late enough that something has been learnt, early enough that the gradients are still large and the build stays short. */
export const lessonRuns: Readonly<Record<string, LessonRun>> = {
  // A full batch: step 12 is the last of an epoch, with eight examples.
  'line-regression': { run: 'line-regression', seed: 7, recordedStep: 11, opensAt: 'linear', observes: descent },
  // The first step, and all points at once: a square on every one of them.
  'line-full-batch': {
    run: 'line-regression',
    seed: 7,
    options: { batch: '50', examples: '50' },
    recordedStep: 0,
    opensAt: 'linear',
    ahead: true,
  },
  'spiral-mlp': {
    run: 'spiral-mlp',
    seed: 7,
    recordedStep: 340,
    opensAt: 'linear2',
    observes: plane,
  },
  'credit-logistic': {
    run: 'credit-logistic',
    seed: 7,
    testExamples: 4000,
    recordedStep: 20,
    observes: [...plane, 'examined'],
  },
  // Late: a model as it would be used, with some steps still to make.
  'credit-groups': {
    run: 'credit-logistic',
    seed: 7,
    testExamples: 4000,
    options: { examples: '4000' },
    recordedStep: 1200,
    observes: ['applicants'],
  },
  // People judged unfairly, and the same people judged fairly.
  'credit-judged': {
    run: 'credit-logistic',
    seed: 7,
    testExamples: 4000,
    options: { examples: '4000', groupEffect: '-1' },
    recordedStep: 1200,
    observes: ['applicants'],
  },
  // One person unlike anybody, and what that does to six numbers.
  'credit-person': {
    run: 'credit-logistic',
    seed: 7,
    testExamples: 4000,
    options: { extreme: '5' },
    recordedStep: 20,
  },
  // A little after the first epoch, so that rows kept aside have been examined once.
  'digits-mlp': { run: 'digits-mlp', seed: 7, examples: 1000, testExamples: 500, recordedStep: 40 },
  'digits-cnn': {
    run: 'digits-cnn',
    seed: 7,
    examples: 2000,
    testExamples: 500,
    recordedStep: 40,
    wanted: ['conv1', 'relu1', 'pool1', 'conv2', 'relu2', 'pool2'],
  },
  // Before the first update: the home page asks how far it will come. It draws the pictures and what is read, and no weights.
  'digits-cnn-start': {
    run: 'digits-cnn',
    seed: 7,
    examples: 2000,
    testExamples: 500,
    recordedStep: 0,
    numbers: 12_000,
  },
  // Halfway through a run that is to be saved, and brought elsewhere. Figures read every weight.
  'digits-save': {
    run: 'digits-cnn',
    seed: 7,
    examples: 2000,
    testExamples: 500,
    options: { epochs: '3' },
    recordedStep: 94,
    wanted: ['conv1', 'conv2', 'linear'],
  },
  // Dark digits, which nothing is learned from without a normalization; early, while what is remembered still lags.
  'digits-cnn-dark': {
    run: 'digits-cnn',
    seed: 7,
    examples: 2000,
    testExamples: 500,
    options: { norm: 'batch', contrast: '0.2', lr: '0.03', schedule: 'none' },
    recordedStep: 20,
    opensAt: 'norm1',
    observes: ['coupling'],
    wanted: ['norm1', 'conv1', 'relu1', 'pool1'],
  },
  'digits-autoencoder': {
    run: 'digits-autoencoder',
    seed: 7,
    examples: 1000,
    testExamples: 200,
    recordedStep: 25,
    observes: ['copies'],
    wanted: ['deconv2'],
    ofAll: true,
  },
  'shapes-cnn': { run: 'shapes-cnn', seed: 7, examples: 640, testExamples: 100, recordedStep: 12 },
  'motif-cnn': { run: 'motif-cnn', seed: 7, recordedStep: 60 },
  // Its last step: filters that have learned what they will.
  'motif-cnn-learned': { run: 'motif-cnn', seed: 7, recordedStep: 629, opensAt: 'conv', wanted: ['conv', 'pool'] },
  // The last step: a model as it would be used, and everybody whom a line would divide.
  'credit-loan': {
    run: 'credit-logistic',
    seed: 7,
    testExamples: 4000,
    recordedStep: 629,
    observes: ['applicants'],
  },
  'names-rnn': {
    run: 'names-rnn',
    seed: 7,
    recordedStep: 200,
    reads: guadalajara,
    opensAt: 'recurrent.l0.t4.hidden',
    wanted: ['recurrent.l0', 'head', 'crossEntropy'],
  },
  'names-lstm': {
    run: 'names-lstm',
    seed: 7,
    recordedStep: 200,
    reads: guadalajara,
    writes: true,
    opensAt: 'recurrent.l0.t4.cell',
    wanted: ['recurrent.l0', 'head', 'crossEntropy'],
  },
  // The first step: how far back the error reaches before anything was learnt.
  'recall-rnn': {
    run: 'recall-rnn',
    seed: 7,
    recordedStep: 0,
    opensAt: 'recurrent.l0.t20.hidden',
    observes: ['probabilities', 'hiddenGradients'],
    wanted: ['recurrent.l0', 'head', 'crossEntropy'],
  },
  'recall-lstm': {
    run: 'recall-lstm',
    seed: 7,
    recordedStep: 0,
    opensAt: 'recurrent.l0.t20.cell',
    observes: ['probabilities', 'hiddenGradients', 'memoryGradients', 'forgetGates'],
    wanted: ['recurrent.l0', 'head', 'crossEntropy'],
  },
  'recall-gru': {
    run: 'recall-gru',
    seed: 7,
    recordedStep: 0,
    opensAt: 'recurrent.l0.t20.hidden',
    observes: ['probabilities', 'hiddenGradients'],
    wanted: ['recurrent.l0', 'head', 'crossEntropy'],
  },
  'sine-gru': {
    run: 'sine-gru',
    seed: 7,
    recordedStep: 40,
    opensAt: 'gru.l0.t20.hidden',
    wanted: ['gru.l0', 'head'],
  },
  'sort-transformer': {
    run: 'sort-transformer',
    seed: 7,
    recordedStep: 120,
    observes: ['ranks'],
    reads: { text: '314159', letter: null },
    opensAt: 'encoder.layers.0.self_attn.weights',
    wanted: attention('encoder.layers.0.self_attn'),
  },
  'reviews-transformer': {
    run: 'reviews-transformer',
    seed: 7,
    recordedStep: 20,
    opensAt: 'encoder.layers.0.self_attn.weights',
    wanted: attention('encoder.layers.0.self_attn'),
  },
  // Small batches of fewer reviews, cut to their longest: 1,500 short steps, so that it can be scrubbed. Late: it has learned to look at the neighbour.
  'reviews-read': {
    run: 'reviews-transformer',
    seed: 7,
    options: { batch: '8', cut: 'true', examples: '4000' },
    recordedStep: 1400,
    ships: [375, 750, 1125, 1400],
    // A review of the reader's is a batch of one: it is kept whole in one go.
    ofAll: true,
    reads: { text: 'The acting was not dull at all.', letter: null },
    opensAt: 'encoder.layers.0.self_attn.weights',
    wanted: attention('encoder.layers.0.self_attn'),
  },
  'tiny-gpt': {
    run: 'tiny-gpt',
    seed: 7,
    // Of 96 places no cell could be read, and a recording would hold one layer's weights and nothing else.
    options: { context: '32' },
    recordedStep: 60,
    ships: [50, 100, 200, 799],
    writes: { temperature: 0.8, draw: 0, count: 1 },
    opensAt: 'blocks.layers.0.self_attn.weights',
    wanted: attention('blocks.layers.0.self_attn'),
  },
  'ring-gan': {
    run: 'ring-gan',
    seed: 7,
    // All clouds are served for the first time.
    recordedStep: 1200,
    numbers: 24_000,
    opensAt: 'generator.linear3',
    observes: ['discriminatorMap', 'coverage', 'clouds'],
    wanted: ['generator.linear3'],
  },
  'digits-gan': {
    run: 'digits-gan',
    seed: 7,
    examples: 1000,
    testExamples: 200,
    recordedStep: 40,
    // All drawn pictures, which fill the budget; of gradients that of the first one. Logits are small and stay in any case.
    wanted: ['generator.sigmoid'],
    ofAll: true,
  },
  // The first step: weights that were only drawn. Which of them goes to nothing is a question of its lesson.
  'plane-regression': { run: 'plane-regression', seed: 7, recordedStep: 0, ahead: true },
  // The first step: where it goes is the lesson's first question.
  'line-three-ways': {
    run: 'line-three-ways',
    seed: 7,
    recordedStep: 0,
    observes: [...descent, 'cut', 'landings', 'batchErrors'],
  },
  'sine-frequency': {
    run: 'sine-frequency',
    seed: 7,
    recordedStep: 0,
    opensAt: 'sin',
    observes: ['surface', 'fullLoss', 'exampleLosses'],
  },
  rents: { run: 'rents', seed: 7, recordedStep: 6, observes: ['columns'] },
  'clouds-logistic': { run: 'clouds-logistic', seed: 7, recordedStep: 5, observes: plane },
  // Where one point alone is still read wrong.
  'three-clouds': { run: 'three-clouds', seed: 7, recordedStep: 50, observes: plane },
  'xor-scalars': { run: 'xor-scalars', seed: 7, recordedStep: 20, opensAt: 'example0.unit1.h', observes: plane },
  // The lesson on single numbers: a seed with which two units are enough, before the first update.
  'xor-scalars-four': {
    run: 'xor-scalars',
    seed: 4,
    recordedStep: 0,
    opensAt: 'example0.unit2.h',
    observes: plane,
    ahead: true,
  },
  'moons-skip': { run: 'moons-skip', seed: 7, recordedStep: 40, opensAt: 'h1', observes: plane, ahead: true },
  // The first step, stood at a product, and at the value that two roads come back to.
  'moons-skip-product': { run: 'moons-skip', seed: 7, recordedStep: 0, opensAt: 'a2.matmul' },
  'moons-skip-start': { run: 'moons-skip', seed: 7, recordedStep: 0, opensAt: 'h1' },
  // Before the first update: what the lesson asks about is how it begins.
  'deep-stack': { run: 'deep-stack', seed: 7, recordedStep: 0, opensAt: 'linear2', observes: signal, ahead: true },
  'deep-stack-twins': {
    run: 'deep-stack',
    seed: 7,
    options: { depth: '2', width: '8', activation: 'tanh', start: 'constant', lr: '0.5' },
    recordedStep: 100,
    opensAt: 'linear2',
    observes: [...plane, ...signal],
  },
  valley: { run: 'valley', seed: 7, recordedStep: 10, opensAt: 'height', observes: ['surface'] },
  'noisy-moons': { run: 'noisy-moons', seed: 7, recordedStep: 30, opensAt: 'hidden2', observes: plane },
  // The same with half of the units silent: what the lesson looks at is which.
  'noisy-moons-drop': {
    run: 'noisy-moons',
    seed: 7,
    options: { dropout: '0.5' },
    recordedStep: 30,
    opensAt: 'dropout1',
    wanted: ['dropout1'],
  },
  'learn-a-filter': { run: 'learn-a-filter', seed: 7, recordedStep: 10, opensAt: 'conv2d' },
  'number-words': {
    run: 'number-words',
    seed: 7,
    recordedStep: 200,
    reads: { text: '742', letter: null },
    opensAt: 'decoder.multihead_attn.weights',
    wanted: ['decoder.multihead_attn', 'encoder.self_attn', 'decoder.self_attn'].flatMap(attention),
  },
  'five-mlp': { run: 'five-mlp', seed: 7, recordedStep: 2, opensAt: 'hidden' },
  'digits-tag': { run: 'digits-tag', seed: 7, recordedStep: 10, opensAt: 'conv1', wanted: ['conv1', 'relu1', 'pool1'] },
  // At the end, and a three that carries its tag: what did it look at?
  'digits-tag-inside': {
    run: 'digits-tag',
    seed: 7,
    recordedStep: 125,
    numbers: 12_000,
    explains: [
      { method: 'saliency' },
      { method: 'occlusion', patch: 4, fill: 0 },
      { method: 'path', steps: 8, baseline: 'black', rule: 'midpoint', ladder: true },
      { method: 'cam' },
      { method: 'sanity' },
    ],
  },
  // The same, as a walk back to the picture.
  'digits-tag-walk': {
    run: 'digits-tag',
    seed: 7,
    recordedStep: 125,
    reads: { text: 'label', letter: null },
    // The walk begins here, with a one at the class; it ends in conv1.
    opensAt: 'linear',
    wanted: ['flatten', 'conv1', 'relu1'],
    numbers: 16_000,
  },
  'digits-workers': {
    run: 'digits-workers',
    seed: 7,
    recordedStep: 40,
    opensAt: 'worker1.conv1',
    observes: ['ring', 'schedule', 'hub'],
    wanted: ['worker1.conv1', 'worker2.conv1', 'worker3.conv1', 'worker4.conv1'],
  },
  'credit-owners': { run: 'credit-owners', seed: 7, recordedStep: 3, numbers: 8000 },
};
