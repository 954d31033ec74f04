/**
 * The stage of a program that has run: a copy of the figures that the page keeps in a template, those that fit, with the program's knobs in
 * the form and the formulas of its ops. Loaded by the first run; a page that is only read needs none of it.
 */

import { watchFigureTables } from '../components/watchFigureTables.ts';
import { Player } from '../player/Player.ts';
import { PROGRAM } from '../player/programName.ts';
import type { RunInfo, StepMetrics, StepTrace } from '../player/protocol.ts';
import { plainTrack } from '../player/TrackSpec.ts';
import type { FromTimeline } from '../player/timelineProtocol.ts';
import { USUALLY_OBSERVED } from '../player/timelineProtocol.ts';
import { figuresThatFit, type LabFigure } from './figuresThatFit.ts';
import type { Formulas } from './formulas.ts';
import { knobFields } from './knobFields.ts';
import type { LabRun } from './LabRun.ts';
import type { ProgramWorker } from './ProgramWorker.ts';
import type { KnobTold } from './protocol.ts';
import './LabRun.ts';

/** The programs of the figures, each loaded when one of them is shown. */
const programs: Readonly<Record<LabFigure, () => Promise<unknown>>> = {
  'rate-curve': () => import('../visuals/stage/curves/RateCurve.ts'),
  'loss-curve': () => import('../visuals/stage/LossCurve.ts'),
  'net-play': () => import('../visuals/network/NetPlay2D.ts'),
  'batch-grid': () => import('../visuals/images/BatchGrid.ts'),
  'feature-maps': () => import('../visuals/images/FeatureMaps.ts'),
  'conv-lens': () => import('../visuals/images/ConvLens.ts'),
  tracks: () => import('../visuals/stage/tracks/TrackPanel.ts'),
  'graph-view': () => import('../visuals/stage/graph/GraphView.ts'),
  'backward-stepper': () => import('../visuals/stage/BackwardStepper.ts'),
};

/** The seed that runs of the site stand at first. */
const SEED = 7;

export interface Stage {
  readonly player: Player;
  readonly element: LabRun;
}

interface Begun {
  readonly info: RunInfo;
  readonly trace: StepTrace;
  readonly metrics: readonly StepMetrics[];
}

export interface StageParts {
  /** The page's copy of everything. */
  readonly template: HTMLTemplateElement;
  readonly place: HTMLElement;
  /** Where the formulas of all ops lie. */
  readonly formulas: string;
  /** The same program in another sandbox, for a timeline that has to be begun again. */
  readonly again: () => ProgramWorker;
}

/** Show what a program recorded. null: it made no step that could be shown. */
export async function openScript(worker: ProgramWorker, parts: StageParts): Promise<Stage | null> {
  const trace = worker.recorded.at(-1);
  if (trace === undefined || worker.info === null) return null;
  const { info, metrics } = worker;
  return open({ info, trace, metrics }, { kind: 'script', worker, knobs: [], parts });
}

/** Open the timeline of the run that a program gave, at its first step. Rejects with a sentence when it cannot be built. */
export async function openRun(worker: ProgramWorker, knobs: readonly KnobTold[], parts: StageParts): Promise<Stage> {
  return open(await firstStep(worker), { kind: 'run', worker, knobs, parts });
}

function firstStep(worker: ProgramWorker): Promise<Begun> {
  return new Promise((resolve, reject) => {
    let info: RunInfo | null = null;
    const hear = (event: Event): void => {
      const message = (event as MessageEvent<FromTimeline>).data;
      if (message.type === 'opened') {
        info = message.tracks[0]!.info;
        worker.postMessage({ type: 'seek', step: 0 });
      } else if (message.type === 'traces' && message.traces[0] != null && info !== null) {
        const [trace] = message.traces;
        const { step, loss, metrics } = trace;
        done(() =>
          resolve({
            info: info!,
            trace,
            metrics: [{ step, loss, accuracy: metrics['accuracy'] ?? Number.NaN, metrics }],
          }),
        );
      } else if (message.type === 'refused' || message.type === 'failed')
        done(() => reject(new Error(message.message)));
      else if (message.type === 'ending') done(() => reject(new Error(message.ending.message)));
    };
    const failed = (event: Event): void => done(() => reject(new Error((event as ErrorEvent).message)));
    const done = (act: () => void): void => {
      worker.removeEventListener('message', hear);
      worker.removeEventListener('error', failed);
      act();
    };
    worker.addEventListener('message', hear);
    worker.addEventListener('error', failed);
    worker.postMessage({
      type: 'open',
      tracks: [plainTrack(PROGRAM, SEED)],
      clock: 'updates',
      item: 0,
      observes: USUALLY_OBSERVED,
      reading: null,
      request: 0,
    });
  });
}

async function open(
  { info, trace, metrics }: Begun,
  {
    kind,
    worker,
    knobs,
    parts,
  }: { kind: 'script' | 'run'; worker: ProgramWorker; knobs: readonly KnobTold[]; parts: StageParts },
): Promise<Stage> {
  const hasRates = kind === 'run' && 'lr' in trace.metrics;
  const fit = figuresThatFit({ kind, trace, metrics, totalSteps: info.totalSteps, hasRates });
  const isMoving = info.totalSteps > 1;
  const [formulas] = await Promise.all([
    fetch(parts.formulas).then(
      (response) => (response.ok ? (response.json() as Promise<Formulas>) : {}),
      () => ({}),
    ),
    ...[...fit].map((figure) => programs[figure]()),
    isMoving ? import('../visuals/stage/TimeBar.ts') : null,
  ]);
  const copy = document.importNode(parts.template.content, true);
  // Their programs are loaded above; written by the build, they would run as soon as they stand in the page.
  for (const script of copy.querySelectorAll('script')) script.remove();
  for (const figure of copy.querySelectorAll<HTMLElement>('figure.figure'))
    if (!fit.has(figure.id as LabFigure)) figure.remove();
  if (!isMoving) copy.querySelector('[data-timebar]')?.remove();
  copy.querySelector('.track-knobs')?.replaceChildren(...knobs.map(knobFields));
  const element = copy.querySelector<LabRun>('training-run')!;
  element.dataset['kind'] = kind;
  element.dataset['steps'] = isMoving ? 'many' : 'one';
  const stepper = copy.querySelector('backward-stepper');
  if (stepper !== null) addFormulas(stepper, formulas);
  for (const badge of copy.querySelectorAll<HTMLElement>('[data-badge]')) {
    badge.dataset['badge'] = 'none'; // nothing here was recorded by the build; each figure says `live` when it draws
    badge.textContent = '';
  }

  let next: ProgramWorker | null = worker;
  const player = new Player({ info, trace, metrics, evaluations: [] }, { run: PROGRAM, seed: info.seed }, () => {
    const taken = next ?? parts.again();
    next = null;
    return taken as unknown as Worker;
  });
  const [last] = trace.ops.slice(-1);
  if (last !== undefined)
    player.standAt(last.label, trace.ops.some(({ backward }) => backward !== null) ? 'backward' : 'forward');
  parts.place.replaceChildren(copy);
  watchFigureTables(element);
  element.open(player);
  player.seek(trace.step); // live from the beginning: nothing here was recorded by the build
  return { player, element };
}

/** Of all ops: which of them a later step makes is not known yet. */
function addFormulas(stepper: Element, formulas: Formulas): void {
  for (const [name, { summary, ...directions }] of Object.entries(formulas))
    for (const [direction, lines] of Object.entries(directions)) {
      const rule = document.createElement('template');
      Object.assign(rule.dataset, { rule: name, direction, summary });
      rule.innerHTML = lines.map((line) => `<div>${line}</div>`).join('');
      stepper.append(rule);
    }
}
