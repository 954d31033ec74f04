/**
 * Every English word the site shows to a reader, one room a file. Another language is a value of type `Strings`: the compiler lists what
 * it has not translated.
 */
import { applications } from './en/applications.ts';
import { cnn } from './en/cnn.ts';
import { common } from './en/common.ts';
import { engines } from './en/engines.ts';
import { exported } from './en/exported.ts';
import { fairness } from './en/fairness.ts';
import { figures } from './en/figures.ts';
import { files } from './en/files.ts';
import { frameworks } from './en/frameworks.ts';
import { glossary } from './en/glossary.ts';
import { grading } from './en/grading.ts';
import { graph } from './en/graph.ts';
import { inside } from './en/inside.ts';
import { kitchen } from './en/kitchen.ts';
import { ladder } from './en/ladder.ts';
import { lesson } from './en/lesson.ts';
import { logits } from './en/logits.ts';
import { players } from './en/players.ts';
import { reference } from './en/reference.ts';
import { regression } from './en/regression.ts';
import { runs } from './en/runs.ts';
import { source } from './en/source.ts';
import { step } from './en/step.ts';
import { strides } from './en/strides.ts';
import { surprise } from './en/surprise.ts';
import { teach } from './en/teach.ts';
import { threads } from './en/threads.ts';
import { workbench } from './en/workbench.ts';
import { workers } from './en/workers.ts';
import { yours } from './en/yours.ts';

export const en = {
  applications,
  cnn,
  common,
  engines,
  fairness,
  inside,
  exported,
  figures,
  files,
  frameworks,
  glossary,
  grading,
  graph,
  kitchen,
  ladder,
  lesson,
  logits,
  players,
  reference,
  regression,
  runs,
  source,
  step,
  strides,
  surprise,
  teach,
  threads,
  workbench,
  workers,
  yours,
};

export type Strings = typeof en;
