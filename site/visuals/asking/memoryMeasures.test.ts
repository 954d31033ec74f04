import { expect, it } from 'vitest';
import type { RunInfo } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { measures } from './measures.ts';

const info = { totalSteps: 300, parameters: 1 } as RunInfo;

it('the gate that keeps is the one with which the recorded states of a GRU come out', async () => {
  const gru = await stepOf('recall-gru', 0, ['probabilities', 'hiddenGradients']);
  expect(measures['gate-that-keeps']({ trace: gru, info, metrics: [], tracks: [] })).toBe(1); // r, z, n
}, 60_000);

it('a plain cell has no such gate', async () => {
  const rnn = await stepOf('recall-rnn', 0, ['probabilities']);
  expect(measures['gate-that-keeps']({ trace: rnn, info, metrics: [], tracks: [] })).toBeNull();
}, 60_000);
