/**
 * What figures say that they draw, held against the trace: every number that `drawn()` gives has an address, and what stands there is that
 * number (`numberAt`, which knows no figure). Figures are built without a browser, on a page whose elements do nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { crossEntropy, defineRun, generateMoons, Linear, SGD } from '#framework';
import { type LessonRun, lessonRuns } from '../player/lessonRuns.ts';
import type { PlayerState, TrackState } from '../player/Player.ts';
import { mirrored, type Recording } from '../player/PlayerState.ts';
import { PROGRAM } from '../player/programName.ts';
import { provideProgram } from '../player/programRun.ts';
import { record } from '../player/record.ts';
import { unpackRecording } from '../player/recording.ts';
import { plainTrack } from '../player/TrackSpec.ts';
import type { Drawn } from './parts/drawn.ts';
import { numberAt } from './parts/numberAt.ts';
import { equations } from './stage/equations/index.ts';

/** Controls and sources: they draw no number of a step. */
const WITHOUT_NUMBERS = [
  'cell-code',
  'clock-choice',
  'code-and-kernel',
  'code-lines',
  'knob-choice',
  'predict-question',
  'take-away',
  'track-list',
  'track-panel',
  'vote-bar',
];

/** These draw what the page computed itself, or recorded apart from a step: what a step could not be asked. */
const APART_FROM_THE_STEP = [
  'batch-noise',
  'coverage-time',
  'draw-pad',
  'fit-ruler',
  'held-out-sketch',
  'hole-repair',
  'line-seed',
  'logit-bench',
  'loop-lens',
  'name-writer',
  'noise-walk',
  'own-cures',
  'pull-sketch',
  'rate-sweep',
  'real-or-drawn',
  'real-or-invented',
  'receipt-order',
  'shape-rack',
  'slope-microscope',
  'text-writer',
  'weight-tree',
  'window-walk',
];

interface Offering {
  readonly dataset: Record<string, string>;
  build(player: unknown): void;
  draw(state: PlayerState): void;
  drawn(state: PlayerState): readonly Drawn[];
}
type Making = (new () => Offering) & { readonly prototype: Offering };

/** Takes part in everything and does nothing: an element, a canvas, a list of elements. */
function nothing(): unknown {
  const kept = new Map<PropertyKey, unknown>();
  const itself: unknown = new Proxy(() => {}, {
    get(_, key) {
      if (kept.has(key)) return kept.get(key);
      if (key === Symbol.toPrimitive) return () => 0;
      if (key === Symbol.iterator) return function* () {};
      if (key === 'length' || key === 'size') return 0;
      if (key === 'dataset' || key === 'style') kept.set(key, {});
      else if (key === 'hidden') return false;
      else kept.set(key, nothing());
      return kept.get(key);
    },
    set(_, key, value) {
      kept.set(key, value);
      return true;
    },
    apply: () => nothing(),
    construct: () => nothing() as object,
  });
  return itself;
}

/** What a browser has and these figures ask for while they are made. */
function browser(): Record<string, unknown> {
  class Page {
    dataset: Record<string, string> = {};
    clientWidth = 800;
    clientHeight = 400;
    style = {};
    querySelector = (): unknown => nothing();
    querySelectorAll = (): unknown[] => [];
    closest = (): unknown => null;
    append = (): void => {};
    replaceChildren = (): void => {};
    addEventListener = (): void => {};
    setAttribute = (): void => {};
    toggleAttribute = (): void => {};
    contains = (): boolean => false;
  }
  const document = nothing() as { documentElement: unknown; createElement: unknown; createElementNS: unknown };
  document.documentElement = { lang: 'en', dataset: {} };
  document.createElement = () => nothing();
  document.createElementNS = () => nothing();
  return {
    HTMLElement: Page,
    HTMLTemplateElement: Page,
    Element: Page,
    document,
    matchMedia: () => nothing(),
    getComputedStyle: () => ({
      fontSize: '16px',
      fontFamily: 'serif',
      font: '16px serif',
      gridTemplateColumns: '1fr',
      getPropertyValue: () => '#123456',
    }),
    requestAnimationFrame: () => 0,
    localStorage: { getItem: () => null, setItem: () => {}, removeItem: () => {} },
    location: { pathname: '/', hash: '' },
    Option: nothing(),
    ImageData: nothing(),
    devicePixelRatio: 1,
  };
}

const figures = new Map<string, Making>();

/** Every file under site/visuals that registers a figure of a run. */
const filesOfFigures = readdirSync('site/visuals', { recursive: true, encoding: 'utf8' }).filter(
  (path) =>
    path.endsWith('.ts') &&
    !path.endsWith('.test.ts') &&
    /extends Figure\b[\s\S]*customElements\.define\(/.test(readFileSync(join('site/visuals', path), 'utf8')),
);

/** Small, and early: addresses are the same at every step. The first has the rest of its curve, too. */
const frames: Readonly<Record<string, Partial<LessonRun>>> = {
  'credit-groups': { recordedStep: 60 },
  'line-full-batch': {},
  'plane-regression': {},
  'line-three-ways': {},
  'sine-frequency': {},
  'clouds-logistic': {},
  'credit-logistic': { recordedStep: 1 },
  'three-clouds': { recordedStep: 3 },
  'xor-scalars-four': {},
  'moons-skip-product': {},
  'noisy-moons': { recordedStep: 11 },
  'deep-stack': {},
  valley: { recordedStep: 2 },
  rents: { recordedStep: 1 },
  'digits-mlp': { recordedStep: 4, examples: 64, testExamples: 8 },
  'digits-cnn-dark': { recordedStep: 2, examples: 96, testExamples: 8 },
  'digits-save': { recordedStep: 2, examples: 96, testExamples: 8, options: {} },
  'digits-gan': { recordedStep: 1, examples: 64, testExamples: 8 },
  'digits-workers': { recordedStep: 1, examples: 64, testExamples: 8 },
  'names-rnn': { recordedStep: 1 },
  'recall-lstm': {},
  'recall-gru': {},
  'learn-a-filter': { recordedStep: 1 },
  'sort-transformer': { recordedStep: 1 },
  'sine-gru': { recordedStep: 26 },
  'motif-cnn': { recordedStep: 1 },
  'reviews-read': { recordedStep: 0, testExamples: 8 },
  'ring-gan': { recordedStep: 2 },
};

/** A reader's program, which reports the rate of every step. */
const program: LessonRun = { run: PROGRAM, seed: 7, recordedStep: 6 };
provideProgram(
  defineRun({
    data: ({ count, random }) => generateMoons(count, random, { noise: 0.15 }),
    model: ({ random }) => new Linear(2, 2, { generator: random('weights') }),
    loss: (outputs, targets) => crossEntropy(outputs, targets),
    optimizer: (parameters) => new SGD(parameters, { lr: 0.5 }),
    rate: (step) => 1e-3 * 10 ** (step / 4),
    epochs: 4,
  }),
);

async function recordedAs(name: string, changes: Partial<LessonRun>): Promise<Recording> {
  const { ahead, ...frame } = lessonRuns[name] ?? program;
  return unpackRecording(
    await record({ ...frame, ...changes, ...(name === 'line-full-batch' ? { ahead: true as const } : {}) }),
  );
}

function stateOf(name: string, { info, trace, metrics, evaluations }: Recording): PlayerState {
  const { run, seed, options = {}, opensAt } = lessonRuns[name] ?? program;
  const track: TrackState = {
    spec: { ...plainTrack(run, seed), options },
    info,
    trace,
    metrics,
    evaluations,
    keyframes: [],
    ending: null,
  };
  return {
    ...mirrored(track),
    status: 'recorded',
    tracks: [track],
    focus: 0,
    totalSteps: info.totalSteps,
    clock: 'updates',
    source: 'recorded',
    finished: null,
    target: null,
    speed: 1,
    item: trace.item,
    reading: trace.reading ?? null,
    op: opensAt ?? trace.ops.at(-1)!.label,
    phase: 'backward',
    selection: null,
    term: null,
    bookmarks: [],
    error: null,
  };
}

/** What pages write into a figure's element. */
const written: Readonly<Record<string, readonly Record<string, string>[]>> = {
  'bias-listeners': [{ op: 'a1.add' }, { op: 'linear', unit: '0' }],
  'fan-in': [{ value: 'units.0.a' }],
  'linked-equation': Object.keys(equations).map((name) => ({ name })),
  'theta-bars': [{ truth: '[-1,2,-1,0.5,0]' }],
  'theta-closed': [{ truth: '[-1,2,-1,0.5,0]' }],
};

/** Every figure that draws numbers of a step, as pages have it: an equation once for each that there is. */
const inPages = (): readonly (readonly [called: string, tag: string, data: Record<string, string>])[] =>
  [...figures].flatMap(([tag, figure]) =>
    offers(figure)
      ? (written[tag] ?? [{}]).map(
          (data) => [data['name'] === undefined ? tag : `${tag} ${data['name']}`, tag, data] as const,
        )
      : [],
  );

/** What they say is what they have drawn: these are drawn first. Two more read their element when they are built. */
const READS_ITS_PICTURE = ['backward-stepper', 'graph-view'];
const READS_ITS_ELEMENT = ['fan-in', 'linked-equation'];

/** Figures that take any step for one of theirs: a page puts them into these runs alone. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  'batch-grid': ['digits-mlp', 'digits-cnn-dark'],
  'class-probabilities': ['digits-mlp', 'digits-cnn-dark'],
  'feature-maps': ['digits-cnn-dark', 'digits-gan'],
  'next-letter': ['names-rnn', 'names-lstm'],
  'weight-histogram': ['noisy-moons'],
  'first-batch': ['digits-mlp', 'digits-cnn-dark'],
};

/** What the figure says after it has drawn; nothing of a run that it cannot draw. */
function saidBy(
  tag: string,
  data: Record<string, string>,
  { state, recording }: { readonly state: PlayerState; readonly recording: Recording },
): readonly Drawn[] {
  const made = new (figures.get(tag)!)();
  Object.assign(made.dataset, data);
  const player = {
    state,
    observe: () => {},
    recordedAhead: recording.ahead ?? null,
    recordedWriting: null,
    subscribe: () => () => {},
  };
  Object.assign(made, { player });
  if ([...READS_ITS_PICTURE, ...READS_ITS_ELEMENT].includes(tag)) made.build(player);
  if (READS_ITS_PICTURE.includes(tag)) made.draw(state);
  try {
    return made.drawn(state);
  } catch {
    return [];
  }
}

const pages: { readonly name: string; readonly state: PlayerState; readonly recording: Recording }[] = [];

beforeAll(async () => {
  for (const [name, value] of Object.entries(browser())) vi.stubGlobal(name, value);
  vi.stubGlobal('customElements', {
    define: (tag: string, made: Making) => figures.set(tag, made),
    whenDefined: () => {},
  });
  for (const path of filesOfFigures) await import(/* @vite-ignore */ new URL(path, import.meta.url).pathname);
  for (const [name, changes] of [...Object.entries(frames), [PROGRAM, {}] as const]) {
    const recording = await recordedAs(name, changes);
    pages.push({ name, recording, state: stateOf(name, recording) });
  }
}, 300_000);

const offers = ({ prototype }: Making): boolean => Object.hasOwn(prototype, 'drawn');

describe('drawn()', () => {
  it('is offered by every figure that draws numbers of a step, and by none of the others', () => {
    const silent = [...figures].filter(([, figure]) => !offers(figure)).map(([tag]) => tag);
    expect(silent.sort()).toEqual([...WITHOUT_NUMBERS, ...APART_FROM_THE_STEP].sort());
  });

  it('gives numbers that stand in the trace under their addresses, every figure some', () => {
    const counts = new Map<string, number>();
    const wrong: string[] = [];
    for (const [called, tag, data] of inPages()) {
      counts.set(called, 0);
      for (const { name, state, recording } of pages.filter((page) => ONLY_IN[tag]?.includes(page.name) ?? true))
        for (const { id, value } of saidBy(tag, data, { state, recording })) {
          const there = numberAt(state, id, recording.ahead ?? null);
          counts.set(called, counts.get(called)! + 1);
          // Sums of many squares are added up in another order here.
          const isThere =
            there !== null && (Object.is(there, value) || Math.abs(there - value) <= 1e-6 * Math.abs(there));
          if (!isThere && !wrong.some((one) => one.startsWith(`${called}, ${name}:`)))
            wrong.push(`${called}, ${name}: ${id} is ${there}, drawn ${value}`);
        }
    }
    expect(wrong).toEqual([]);
    expect([...counts].filter(([, count]) => count === 0).map(([tag]) => tag)).toEqual([]);
  });

  it('would be found out: a number one place further on is another one', () => {
    const { state } = pages.find(({ name }) => name === 'clouds-logistic')!;
    expect(numberAt(state, 'batch inputs[0,0]')).not.toBe(numberAt(state, 'batch inputs[0,1]'));
    expect(numberAt(state, 'batch inputs[0,2]')).toBeNull();
    expect(numberAt(state, 'nobody output[0]')).toBeNull();
  });
});
