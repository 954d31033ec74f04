import { beforeAll, describe, expect, it } from 'vitest';
import type { StepTrace } from '../../../player/protocol.ts';
import { recordedStep } from './recordedStep.ts';
import { alongChain, alongWalk, inPhase, walkOf } from './walk.ts';

let trace: StepTrace;
beforeAll(async () => {
  trace = await recordedStep();
}, 60_000);

describe('the walk through a step', () => {
  it('goes forwards through nine ops, back through nine, and updates three', () => {
    const walk = walkOf(trace);
    const labels = (phase: string): string => walk.flatMap((stop) => (stop.phase === phase ? [stop.op] : [])).join(' ');
    const forwards = 'conv1 relu1 pool1 conv2 relu2 pool2 flatten linear crossEntropy';
    expect(labels('forward')).toBe(forwards);
    expect(labels('backward')).toBe(forwards.split(' ').reverse().join(' '));
    expect(labels('update')).toBe('conv1 conv2 linear');
  });

  it('turns round at the loss', () => {
    expect(alongWalk(trace, { phase: 'forward', op: 'crossEntropy' }, 1)).toEqual({
      phase: 'backward',
      op: 'crossEntropy',
    });
    expect(alongChain(trace, { phase: 'forward', op: 'crossEntropy' }, 1)).toEqual({
      phase: 'backward',
      op: 'crossEntropy',
    });
    expect(alongChain(trace, { phase: 'backward', op: 'crossEntropy' }, -1)).toEqual({
      phase: 'backward',
      op: 'linear',
    });
  });

  it('stays at its ends', () => {
    expect(alongWalk(trace, { phase: 'forward', op: 'conv1' }, -1)).toEqual({ phase: 'forward', op: 'conv1' });
    expect(alongWalk(trace, { phase: 'update', op: 'linear' }, 1)).toEqual({ phase: 'update', op: 'linear' });
    expect(alongChain(trace, { phase: 'backward', op: 'conv1' }, -1)).toEqual({ phase: 'backward', op: 'conv1' });
  });

  it('moves to an op with parameters when the update is asked for at one without', () => {
    expect(inPhase(trace, 'update', 'relu1')).toEqual({ phase: 'update', op: 'conv1' });
  });
});
