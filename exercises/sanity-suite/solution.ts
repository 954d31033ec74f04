import { noGrad, type TrainingSetup } from '#framework';

type Build = () => TrainingSetup;

/** Every number of the model, by tensor. */
const numbersOf = ({ model }: TrainingSetup): string[] =>
  Array.from(model.parameters(), (parameter) => JSON.stringify([...parameter.dataSync()]));

function firstBatch({ loader }: TrainingSetup) {
  const [first] = loader.epoch(0);
  return first!;
}

/** ln K: what guessing among K classes costs. */
const chance = ({ config }: TrainingSetup): number => Math.log(config['classes'] as number);

/** Untrained, it costs what ignorance costs. */
function startsAtChance(build: Build): boolean {
  const setup = build();
  return Math.abs(setup.evaluate()['loss']! - chance(setup)) < 0.7;
}

/** One step moves every tensor. */
function everyTensorMoves(build: Build): boolean {
  const setup = build();
  const before = numbersOf(setup);
  setup.step(firstBatch(setup));
  return numbersOf(setup).every((numbers, i) => numbers !== before[i]);
}

/** Whoever examines changes nothing. */
function examinesOnly(build: Build): boolean {
  const setup = build();
  const before = numbersOf(setup);
  setup.evaluate();
  return numbersOf(setup).every((numbers, i) => numbers === before[i]);
}

/** Gradients that were left from before make no difference. */
function forgetsOldGradients(build: Build): boolean {
  const [clean, dirty] = [build(), build()];
  for (const parameter of dirty.model.parameters()) parameter.grad = noGrad(() => parameter.mul(0).add(100));
  clean.step(firstBatch(clean));
  dirty.step(firstBatch(dirty));
  const expected = numbersOf(clean);
  return numbersOf(dirty).every((numbers, i) => numbers === expected[i]);
}

/** A few rows can be learned by heart. */
function learnsByHeart(build: Build): boolean {
  const setup = build();
  const batch = firstBatch(setup);
  for (let step = 0; step < 60; step++) if (setup.step(batch)['loss']! < 0.25 * chance(setup)) return true;
  return false;
}

/** What is learned holds for rows that nobody trained on. */
function learnsForOthers(build: Build): boolean {
  const setup = build();
  for (let epoch = 0; epoch < setup.epochs; epoch++) for (const batch of setup.loader.epoch(epoch)) setup.step(batch);
  return setup.evaluate()['loss']! < 0.6 * chance(setup);
}

const checks = [startsAtChance, everyTensorMoves, examinesOnly, forgetsOldGradients, learnsByHeart, learnsForOthers];

/** Whether a training is worth its time. */
export function isHealthy(build: Build): boolean {
  return checks.every((holds) => holds(build));
}
