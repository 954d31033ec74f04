/** The programs of FiveColumns with what they recorded: of two frameworks the lines that ran are JavaScript, and Python stands beside them. */
import type { Framework, Program } from './programRows.ts';
import keras from './programs/keras.mjs?raw';
import kerasInPython from './programs/keras.py?raw';
import mxnet from './programs/mxnet.py?raw';
import { runOurs } from './programs/ours.ts';
import ours from './programs/ours.ts?raw';
import pytorch from './programs/pytorch.py?raw';
import tensorflow from './programs/tensorflow.mjs?raw';
import tensorflowInPython from './programs/tensorflow.py?raw';
import theano from './programs/theano.py?raw';
import kerasRecorded from './recorded/keras.json' with { type: 'json' };
import pytorchRecorded from './recorded/pytorch.json' with { type: 'json' };
import tensorflowRecorded from './recorded/tensorflow.json' with { type: 'json' };
import type { Recorded } from './recorded.ts';

const ran = (text: string, recorded: unknown): Program => ({ text, recorded: recorded as Recorded });
const notRun = (text: string): Program => ({ text, recorded: null });

/** Each spelling of a framework's program; the first is shown first. */
export const fivePrograms: Readonly<Record<Framework, readonly Program[]>> = {
  ours: [ran(ours, runOurs())],
  pytorch: [ran(pytorch, pytorchRecorded)],
  tensorflow: [ran(tensorflow, tensorflowRecorded), notRun(tensorflowInPython)],
  keras: [ran(keras, kerasRecorded), notRun(kerasInPython)],
  mxnet: [notRun(mxnet)],
  theano: [notRun(theano)],
};

/** Their languages, as a highlighter knows them. */
export const spellings: Readonly<Record<Framework, readonly ('ts' | 'js' | 'python')[]>> = {
  ours: ['ts'],
  pytorch: ['python'],
  tensorflow: ['js', 'python'],
  keras: ['js', 'python'],
  mxnet: ['python'],
  theano: ['python'],
};
