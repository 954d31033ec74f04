/**
 * Numbers that predictions are answered with and that prose says, each read from a step or its run and never typed. One file a topic: the
 * build reads them all, a page loads the topics of its own questions (PredictQuestion.ts).
 */
import { applicationMeasures } from './applicationMeasures.ts';
import { attentionMeasures } from './attentionMeasures.ts';
import { cnnMeasures } from './cnnMeasures.ts';
import { deployMeasures } from './deployMeasures.ts';
import { descentMeasures } from './descentMeasures.ts';
import { fairMeasures } from './fairMeasures.ts';
import { frameworkMeasures } from './frameworkMeasures.ts';
import { gapMeasures } from './gapMeasures.ts';
import { insideMeasures } from './insideMeasures.ts';
import { lineMeasures } from './lineMeasures.ts';
import { memoryMeasures } from './memoryMeasures.ts';
import { numberMeasures } from './numberMeasures.ts';
import { optimizerMeasures } from './optimizerMeasures.ts';
import { playerMeasures } from './playerMeasures.ts';
import { prepMeasures } from './prepMeasures.ts';
import { shapeMeasures } from './shapeMeasures.ts';
import { signalMeasures } from './signalMeasures.ts';
import { slopeMeasures } from './slopeMeasures.ts';
import { softmaxMeasures } from './softmaxMeasures.ts';
import { stepMeasures } from './stepMeasures.ts';
import { surpriseMeasures } from './surpriseMeasures.ts';
import { tensorMeasures } from './tensorMeasures.ts';
import { trainingMeasures } from './trainingMeasures.ts';
import { windowMeasures } from './windowMeasures.ts';
import { workerMeasures } from './workerMeasures.ts';

export type { Measure, Measured } from './Measure.ts';
export { AFTER_GUA } from './stepMeasures.ts';

/** By the names of their files. */
export const topics = {
  applicationMeasures,
  attentionMeasures,
  cnnMeasures,
  deployMeasures,
  descentMeasures,
  fairMeasures,
  frameworkMeasures,
  gapMeasures,
  insideMeasures,
  lineMeasures,
  memoryMeasures,
  numberMeasures,
  optimizerMeasures,
  playerMeasures,
  prepMeasures,
  shapeMeasures,
  signalMeasures,
  slopeMeasures,
  softmaxMeasures,
  stepMeasures,
  surpriseMeasures,
  tensorMeasures,
  trainingMeasures,
  windowMeasures,
  workerMeasures,
};

export const measures = {
  ...applicationMeasures,
  ...attentionMeasures,
  ...cnnMeasures,
  ...deployMeasures,
  ...descentMeasures,
  ...fairMeasures,
  ...frameworkMeasures,
  ...gapMeasures,
  ...insideMeasures,
  ...lineMeasures,
  ...memoryMeasures,
  ...numberMeasures,
  ...optimizerMeasures,
  ...playerMeasures,
  ...prepMeasures,
  ...shapeMeasures,
  ...signalMeasures,
  ...slopeMeasures,
  ...softmaxMeasures,
  ...stepMeasures,
  ...surpriseMeasures,
  ...tensorMeasures,
  ...trainingMeasures,
  ...windowMeasures,
  ...workerMeasures,
};

export type MeasureName = keyof typeof measures;

/** The file in which a measure stands. */
export function topicOf(name: MeasureName): string {
  const found = Object.entries(topics).find(([, all]) => name in all);
  if (found === undefined) throw new Error(`The measure '${name}' stands in no topic: name its file in \`topics\`.`);
  return found[0];
}
