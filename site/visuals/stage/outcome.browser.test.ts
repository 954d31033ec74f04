// The figures of time and outcome on a real recorded step of the real run, small: what they show is what the trace holds.

import { beforeAll, describe, expect, it } from 'vitest';
import { Player } from '../../player/Player.ts';
import { exampleOf, type StepTrace } from '../../player/protocol.ts';
import { record } from '../../player/record.ts';
import { unpackRecording } from '../../player/recording.ts';
import type { FromTimeline, ToTimeline } from '../../player/timelineProtocol.ts';
import { batchExample } from '../parts/digits/batchExample.ts';
import { inkToDigit } from '../parts/digits/inkToDigit.ts';
import { numeral } from '../parts/ink.ts';
import '../images/BatchGrid.ts';
import '../images/ClassProbabilities.ts';
import '../images/DrawPad.ts';
import './LossCurve.ts';

const options = { run: 'digits-cnn', seed: 3, examples: 64, testExamples: 10 };

/** A worker that notes what it is asked and says what the test wants. */
class Listener extends EventTarget {
  readonly asked: ToTimeline[] = [];

  postMessage(message: ToTimeline): void {
    this.asked.push(message);
  }

  terminate(): void {}

  say(message: FromTimeline): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }
}

let trace: StepTrace;
let player: Player;
let worker: Listener;

/** A figure on the page, inside a run that is ready. */
async function show(tag: string): Promise<HTMLElement> {
  document.body.innerHTML = `<training-run><figure><${tag} style="display: block; width: 600px; height: 400px"></${tag}></figure></training-run>`;
  const element = document.querySelector<HTMLElement>(tag)!;
  await expect.poll(() => element.childElementCount).toBeGreaterThan(1);
  return element;
}

beforeAll(async () => {
  const recording = unpackRecording(await record({ ...options, recordedStep: 1 }));
  trace = recording.trace;
  worker = new Listener();
  player = new Player(recording, options, () => worker as unknown as Worker);
  class ReadyRun extends HTMLElement {
    readonly ready = Promise.resolve(player);
  }
  customElements.define('training-run', ReadyRun);
}, 60_000);

describe('<class-probabilities>', () => {
  it('prints the recorded logit, probability and gradient of every class', async () => {
    const element = await show('class-probabilities');
    const { logits, probabilities, logitGradients } = batchExample(trace, 0);
    await expect.poll(() => element.querySelector('[role="option"]')?.textContent).toMatch(/\d\.\d/);
    const printed = [...element.querySelectorAll('[role="option"]')].map((row) =>
      [...row.querySelectorAll('span:not(.classes-track, .classes-axis, .visually-hidden)')].map(
        (cell) => cell.textContent,
      ),
    );
    const expected = Array.from({ length: 10 }, (_, k) =>
      [logits, probabilities, logitGradients].map((values) => numeral(values![k]!)),
    );
    expect(printed).toEqual(expected);
  });

  it('draws the gradient that the backward pass recorded, which is (p − y)/m', () => {
    const { label, probabilities, logitGradients } = batchExample(trace, 0);
    for (let k = 0; k < 10; k++) {
      const y = k === label ? 1 : 0;
      expect(logitGradients![k]).toBeCloseTo((probabilities![k]! - y) / trace.batchIds.length, 7);
    }
  });

  it('points each wedge against the gradient: up for the label, down for all others', async () => {
    const element = await show('class-probabilities');
    await expect.poll(() => element.querySelector('[data-label]')).not.toBeNull();
    const rows = [...element.querySelectorAll<HTMLElement>('[role="option"]')];
    const { label } = batchExample(trace, 0);
    expect(rows.map((row) => row.querySelector<HTMLElement>('.classes-axis i')?.dataset['sign'])).toEqual(
      rows.map((_, k) => (k === label ? 'negative' : 'positive')),
    );
  });

  it('lights the column of the term that an equation points at, and points at it in turn', async () => {
    const element = await show('class-probabilities');
    player.pointAt('z');
    await expect.poll(() => element.dataset['term']).toBe('z');
    element.querySelector('.classes-track')!.dispatchEvent(new PointerEvent('pointerenter'));
    expect(player.state.term).toBe('p');
    player.pointAt(null);
  });
});

describe('<batch-grid>', () => {
  it('marks exactly the digits whose largest probability is not their label', async () => {
    const element = await show('batch-grid');
    await expect.poll(() => element.querySelectorAll('[role="option"]').length).toBe(32);
    const probabilities = trace.tensors.get(trace.observed['probabilities']!)!;
    const labels = trace.tensors.get(trace.targets)!.values;
    const wrong = Array.from({ length: 32 }, (_, item) => {
      const row = [...exampleOf(probabilities, item)!];
      return row.indexOf(Math.max(...row)) !== labels[item];
    });
    expect([...element.querySelectorAll('[role="option"]')].map((cell) => cell.hasAttribute('data-wrong'))).toEqual(
      wrong,
    );
    expect(wrong).toContain(true);
  });

  it('moves by arrow keys with one tab stop', async () => {
    const element = await show('batch-grid');
    await expect.poll(() => element.querySelectorAll('[role="option"]').length).toBe(32);
    const cells = [...element.querySelectorAll<HTMLElement>('[role="option"]')];
    cells[0]!.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowLeft']) {
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
    expect(cells.indexOf(document.activeElement as HTMLElement)).toBe(30);
    expect(cells.filter((cell) => cell.tabIndex === 0)).toEqual([cells[30]]);
  });
});

describe('<loss-curve>', () => {
  it('lists the recorded losses in its table', async () => {
    const element = await show('loss-curve');
    const figure = element.closest('figure')!;
    figure.insertAdjacentHTML('beforeend', '<div data-table></div>');
    figure.dataset['view'] = 'table';
    figure.dispatchEvent(new CustomEvent('figure:view', { bubbles: true }));
    const cells = () =>
      [...figure.querySelectorAll('[data-table] tbody tr')].map((row) => row.children[1]?.textContent);
    await expect.poll(cells).toContain(numeral(player.state.metrics[1]!.loss));
    expect(cells()).toContain(numeral(player.state.metrics[0]!.loss));
  });

  it('asks for the step that its slider is moved to', async () => {
    const element = await show('loss-curve');
    const range = element.querySelector('input')!;
    await expect.poll(() => range.max).not.toBe('');
    range.value = '0';
    range.dispatchEvent(new Event('input'));
    expect(player.state.target).toBe(0);
    const [opening] = worker.asked;
    expect(opening).toMatchObject({ type: 'open', tracks: [{ run: 'digits-cnn', seed: 3 }], item: 0 });
    const request = opening?.type === 'open' ? opening.request : 0;
    const [track] = player.state.tracks;
    worker.say({ type: 'opened', tracks: [track!], totalSteps: track!.info.totalSteps, request });
    expect(worker.asked.at(-1)).toEqual({ type: 'seek', step: 0 });
    worker.say({ type: 'traces', traces: [trace] });
  });
});

describe('<draw-pad>', () => {
  it('twice on a page is described by its own words each time', async () => {
    const described: string[] = [];
    for (let time = 0; time < 2; time++) {
      const element = await show('draw-pad');
      const { id } = element.querySelector('.pad-keys')!;
      expect(element.querySelector('.pad-paper')!.getAttribute('aria-describedby')).toBe(id);
      described.push(id);
    }
    expect(new Set(described).size).toBe(2);
  });

  it('asks for the prepared image of what was drawn, and says how it is read', async () => {
    const element = await show('draw-pad');
    const pad = element.querySelector<HTMLElement>('.pad-paper')!;
    const press = (key: string): boolean => pad.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    for (const key of [' ', 'ArrowDown', 'ArrowDown', 'ArrowDown', ' ']) press(key);
    const drawn = inkToDigit([[14, 14, 14, 15, 14, 16, 14, 17]]);
    const questions = () => worker.asked.filter((message) => message.type === 'predict');
    // One question is under way at a time: the next comes after the answer.
    const answerAll = (): void => {
      for (const { request } of questions()) {
        const probabilities = new Float32Array(10).fill(0.02);
        probabilities[1] = 0.82;
        worker.say({ type: 'prediction', request, step: 5, probabilities });
      }
    };
    const isAsked = (): boolean => {
      answerAll();
      return questions().some(({ pixels }) => pixels.every((value, i) => value === drawn[i]));
    };
    await expect.poll(isAsked).toBe(true);
    answerAll();
    await expect.poll(() => element.querySelector('.pad-reading')?.textContent).toBe('reads it as 1 (82 %)');
    expect(element.querySelector('.pad-weights')?.textContent).toBe('with the weights after step 4');
  });
});
