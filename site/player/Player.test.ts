// What the page knows of its tracks: whose numbers stand in front, what a fork is, and that a refusal changes nothing.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { momentOf } from './Moment.ts';
import { Player, Refused } from './Player.ts';
import type { RunInfo, StepTrace } from './protocol.ts';
import { plainTrack, type TrackSpec } from './TrackSpec.ts';
import type { FromTimeline, OpenedTrack, ToTimeline } from './timelineProtocol.ts';
import { printTrack } from './trackText.ts';

class Listener extends EventTarget {
  readonly asked: ToTimeline[] = [];
  isGone = false;

  postMessage(message: ToTimeline): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.isGone = true;
  }

  say(message: FromTimeline): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
}

const info = { run: 'digits-cnn', seed: 7, totalSteps: 100, stepsPerEpoch: 10 } as RunInfo;
const step = (number: number, loss = 1): StepTrace =>
  ({ step: number, loss, item: 0, ops: [{ label: 'conv1' }, { label: 'crossEntropy' }] }) as unknown as StepTrace;
const opened = (spec: TrackSpec): OpenedTrack => ({
  spec,
  info,
  ending: null,
  metrics: [],
  evaluations: [],
  keyframes: [],
});

let workers: Listener[] = [];
let player: Player;
const worker = (): Listener => workers.at(-1)!;

/** The worker opens what it was asked for. */
function answer(): void {
  const asked = worker().asked.findLast((message) => message.type === 'open')!;
  worker().say({ type: 'opened', tracks: asked.tracks.map(opened), totalSteps: 100, request: asked.request });
}

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => draw());
  workers = [];
  const recording = { info, trace: step(40), metrics: [], evaluations: [] };
  player = new Player(recording, { run: 'digits-cnn', seed: 7 }, () => {
    workers.push(new Listener());
    return worker() as unknown as Worker;
  });
});

describe('a player', () => {
  it('starts no worker before it is asked for something', () => {
    expect(workers).toEqual([]);
    player.play();
    expect(worker().asked.map(({ type }) => type)).toEqual(['open']);
    answer();
    expect(worker().asked.map(({ type }) => type)).toEqual(['open', 'play']);
  });

  it('has a picture explained by the weights of the step on screen, not by those on the way there', async () => {
    const task = { method: 'saliency', pixels: new Float32Array(784) } as const;
    const explained = { refused: 'no' };
    const first = player.explain(task);
    answer();
    const types = (): readonly string[] => worker().asked.map(({ type }) => type);
    expect(types()).toEqual(['open', 'seek']);
    worker().say({ type: 'traces', traces: [step(40)] });
    expect(types()).toEqual(['open', 'seek', 'explain']);
    const question = worker().asked.findLast((message) => message.type === 'explain')!;
    worker().say({ type: 'explained', request: question.request, step: 40, explained });
    expect(await first).toEqual({ step: 40, explained });
    // There, it is asked at once.
    void player.explain(task);
    expect(types()).toEqual(['open', 'seek', 'explain', 'explain']);
  });

  it('keeps the bookmarks that a figure sets, and tells of them only when they are others', () => {
    const told: number[] = [];
    player.subscribe(({ bookmarks }, changed) => {
      if (changed.has('bookmarks')) told.push(bookmarks.length);
    });
    player.bookmark([3, 9]);
    player.bookmark([3, 9]);
    expect(player.state.bookmarks).toEqual([3, 9]);
    expect(told).toEqual([0, 2]);
    expect(workers).toEqual([]);
  });

  it('shows the numbers of the track in focus in front, and all beside', () => {
    void player.setTracks([plainTrack('digits-cnn', 7), plainTrack('digits-cnn', 8)], 3);
    answer();
    worker().say({ type: 'traces', traces: [step(3, 1), step(3, 2)] });
    worker().say({ type: 'progress', track: 1, metrics: [{ step: 3, loss: 2, accuracy: 0, metrics: {} }] });
    expect([player.state.trace?.loss, player.state.metrics.length]).toEqual([1, 0]);
    player.focusOn(1);
    expect([player.state.trace?.loss, player.state.metrics.length]).toEqual([2, 1]);
    expect(player.state.tracks.map(({ trace }) => trace?.loss)).toEqual([1, 2]);
    expect(player.moment.track).toBe(1);
  });

  it('forks the track in focus at the shown step; two forks at one step are one', async () => {
    player.seek(12);
    answer();
    worker().say({ type: 'traces', traces: [step(12)] });
    const forked = player.fork([{ kind: 'option', key: 'lr', value: '0.1' }]);
    answer();
    worker().say({ type: 'traces', traces: [step(12), step(12)] });
    await forked;
    expect(player.state.focus).toBe(1);
    void player.fork([{ kind: 'skip', example: 3 }]);
    const { tracks } = worker().asked.findLast((message) => message.type === 'open')!;
    expect(tracks.map(printTrack)).toEqual([
      'digits-cnn.7',
      'digits-cnn.7@12:lr=0.1',
      'digits-cnn.7@12:lr=0.1;skip(3)',
    ]);
  });

  it('is as it was when tracks are refused, before a worker had any and after', async () => {
    const said = { type: 'refused', message: 'lr = 99 is not possible', hint: 'it is at most 10.' } as const;
    const refuse = (): void => {
      const asked = worker().asked.findLast((message) => message.type === 'open')!;
      worker().say({ ...said, request: asked.request });
    };
    const wrong = { ...plainTrack('digits-cnn', 7), options: { lr: '99' } };
    const first = player.openMoment(momentOf([wrong], 3, { clock: 'examples' }));
    refuse();
    await expect(first).rejects.toThrow(Refused);
    expect(player.state).toMatchObject({ status: 'recorded', clock: 'updates', target: null });
    expect(player.state.trace?.step).toBe(40);
    expect(workers[0]!.isGone).toBe(true);
    player.seek(5);
    answer();
    worker().say({ type: 'traces', traces: [step(5)] });
    const second = player.addTrack(wrong);
    refuse();
    await expect(second).rejects.toThrow('lr = 99');
    expect(player.state).toMatchObject({ status: 'paused', focus: 0 });
    expect(player.state.tracks).toHaveLength(1);
    expect(worker().isGone).toBe(false);
  });

  it('puts a reader’s code into a worker of its own, and takes it out again', () => {
    player.play();
    answer();
    void player.setTracks([{ ...plainTrack('digits-cnn', 7), answers: ['conv2d'] }]);
    expect(workers.map(({ isGone }) => isGone)).toEqual([true, false]);
    answer();
    void player.setTracks([plainTrack('digits-cnn', 7)]);
    expect(workers.map(({ isGone }) => isGone)).toEqual([true, true, false]);
  });

  it('names in its address what is selected, and opens it again', async () => {
    player.select({ op: 'conv1', tensor: { kind: 'gradInput', place: 1 }, index: [3, 0, 1, 1] });
    const { moment } = player;
    expect(moment).toMatchObject({ step: 40, op: 'conv1', sel: { index: [3, 0, 1, 1] } });
    player.select(null);
    const again = player.openMoment({ ...moment, step: 6, term: 'grad' });
    answer();
    worker().say({ type: 'traces', traces: [step(6)] });
    await again;
    expect(player.state.selection).toEqual({
      op: 'conv1',
      tensor: { kind: 'gradInput', place: 1 },
      index: [3, 0, 1, 1],
    });
    expect(player.moment).toEqual({ ...moment, step: 6, term: 'grad' });
  });
});
