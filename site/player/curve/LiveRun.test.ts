import { describe, expect, it } from 'vitest';
import type { FromWorker, RunInfo, ToWorker } from '../protocol.ts';
import { LiveRun } from './LiveRun.ts';

/** A worker that answers only what the test says. */
class StandIn extends EventTarget {
  readonly heard: ToWorker['type'][] = [];
  terminated = false;

  postMessage(message: ToWorker): void {
    this.heard.push(message.type);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: FromWorker): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: message }));
  }
}

const info: RunInfo = {
  run: 'line-regression',
  seed: 7,
  config: {},
  totalSteps: 4,
  stepsPerEpoch: 2,
  parameters: 2,
  backend: 'reference',
};
const metrics = (step: number) => ({ step, loss: 1, accuracy: Number.NaN, metrics: { loss: 1 } });
const progress = (...steps: number[]): FromWorker => ({
  type: 'progress',
  metrics: steps.map(metrics),
  made: steps.at(-1)! + 1,
  timed: { steps: 0, ms: 0 },
});

function setUp() {
  const workers: StandIn[] = [];
  let time = 0;
  const live = new LiveRun(
    { run: 'line-regression', seed: 7 },
    () => {
      const worker = new StandIn();
      workers.push(worker);
      return worker as unknown as Worker;
    },
    () => time,
  );
  const pass = (ms: number): void => {
    time += ms;
  };
  return { live, workers, pass };
}

/** Loaded and training. */
function training() {
  const all = setUp();
  all.live.start(7);
  const worker = all.workers[0]!;
  worker.say({ type: 'loaded', info });
  worker.say({ type: 'playing', playing: true });
  return { ...all, worker };
}

describe('a live run', () => {
  it('starts no worker before it is asked to', () => {
    const { live, workers } = setUp();
    expect(live.state.status).toBe('idle');
    expect(workers).toHaveLength(0);
  });

  it('loads, trains, gathers what the worker says, and finishes', () => {
    const { live, worker } = training();
    expect(worker.heard).toEqual(['load', 'play']);
    expect(live.state).toMatchObject({ status: 'training', info });
    worker.say(progress(0, 1));
    worker.say({ type: 'evaluated', evaluation: { step: 2, metrics: { rmse: 0.3 } } });
    worker.say(progress(2, 3));
    worker.say({ type: 'playing', playing: false });
    worker.say({ type: 'finished' });
    expect(live.state.status).toBe('finished');
    expect(live.state.steps.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    expect(live.state.evaluations).toHaveLength(1);
  });

  it('after a lost GPU forgets what comes once more', () => {
    const { live, worker } = training();
    worker.say(progress(0, 1));
    worker.say({ type: 'evaluated', evaluation: { step: 2, metrics: { rmse: 0.3 } } });
    worker.say(progress(2, 3));
    worker.say({ type: 'evaluated', evaluation: { step: 4, metrics: { rmse: 0.2 } } });
    const recovery = { from: 2, lostAt: 4, reason: 'unplugged' };
    worker.say({ type: 'recovered', recovery });
    expect(live.state).toMatchObject({ status: 'training', made: 2, recovery });
    worker.say(progress(2, 3));
    expect(live.state.steps.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    expect(live.state.evaluations.map(({ step }) => step)).toEqual([2]);
    expect(live.state.made).toBe(4);
  });

  it('counts the time it trains, without the pauses', () => {
    const { live, worker, pass } = training();
    pass(100);
    expect(live.state.trainedMs).toBe(100);
    live.pause();
    worker.say({ type: 'playing', playing: false });
    pass(1000);
    expect(live.state).toMatchObject({ status: 'paused', trainedMs: 100 });
    live.resume();
    worker.say({ type: 'playing', playing: true });
    pass(50);
    expect(live.state).toMatchObject({ status: 'training', trainedMs: 150 });
    expect(worker.heard).toEqual(['load', 'play', 'pause', 'play']);
  });

  it('paused while the data is made, does not train when it is ready, and goes on when asked', () => {
    const { live, workers } = setUp();
    live.start(7);
    live.pause();
    workers[0]!.say({ type: 'loaded', info });
    expect(workers[0]!.heard).toEqual(['load']);
    expect(live.state.status).toBe('paused');
    live.resume();
    expect(workers[0]!.heard).toEqual(['load', 'play']);
  });

  it('restarts in a new worker, and hears nothing more of the old one', () => {
    const { live, workers, worker } = training();
    worker.say(progress(0));
    live.start(8);
    expect(worker.terminated).toBe(true);
    expect(workers).toHaveLength(2);
    worker.say(progress(1));
    expect(live.state).toMatchObject({ status: 'loading', seed: 8, steps: [], made: 0, trainedMs: 0 });
  });

  it('says why it stopped, and can start again', () => {
    const { live, worker, workers } = training();
    worker.say({ type: 'failed', message: 'out of memory', hint: 'close a tab.' });
    worker.say({ type: 'playing', playing: false });
    expect(live.state).toMatchObject({ status: 'failed', error: { message: 'out of memory', hint: 'close a tab.' } });
    live.start(7);
    expect(live.state).toMatchObject({ status: 'loading', error: null });
    workers[1]!.dispatchEvent(Object.assign(new Event('error'), { message: '' }));
    expect(live.state.status).toBe('failed');
  });
});
