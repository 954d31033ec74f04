/**
 * Times a reader's shader on the reader's own graphics card, beside ours. It goes there only once the emulator has accepted this very
 * text, and with every loop counted. What it computes is compared first: wrong numbers have no speed.
 */
import { exercises } from 'virtual:exercises';
import { isRecord } from '../../exercises/grader/compare.ts';
import type { DeviceTrial, Exercise } from '../../exercises/grader/Exercise.ts';
import { fill } from '../../exercises/grader/explain.ts';
import { PRACTICE_SEED } from '../../exercises/grader/grading.ts';
import { deviceBuffers } from '../../exercises/grader/wgsl/deviceBuffers.ts';
import type { Wanted } from '../../exercises/grader/wgsl/drive.ts';
import { DeviceRefusal, type DeviceRun, runOnDevice } from '../../exercises/grader/wgsl/onDevice.ts';
import { shaderOf } from '../../exercises/grader/wgsl/submission.ts';
import type { WorkbenchWords } from '../i18n/en/workbench.ts';
import { gradeInPage } from './gradeInPage.ts';

type DeviceWords = WorkbenchWords['device'];

/** Timed runs; the middle one counts. */
const RUNS = 5;

interface Target {
  readonly status: HTMLElement;
  readonly details: HTMLElement;
}

interface Row {
  readonly name: string;
  readonly ms: number;
}

interface Trial extends DeviceTrial {
  /** What the output is to be; without it, what the first rival gives. */
  readonly expected?: ArrayLike<number>;
}

/** The largest case of practice, for an exercise that names no size of its own. */
function largestCase(exercise: Exercise): Trial {
  const sizeOf = ({ args }: { readonly args: readonly unknown[] }): number => JSON.stringify(args).length;
  const one = exercise.cases(PRACTICE_SEED).toSorted((a, b) => sizeOf(b) - sizeOf(a))[0]!;
  const [workgroups, buffers, { writes }] = one.args as unknown as [
    readonly number[],
    Readonly<Record<string, readonly number[]>>,
    Wanted,
  ];
  const [output = ''] = Object.keys(writes);
  const after = exercise.expected(one);
  const expected = isRecord(after) ? (after[output] as readonly number[]) : [];
  const title = exercise.words.en.cases[one.id] ?? one.id;
  return { title, workgroups, buffers, output, tolerance: 1e-3, rivals: [], expected };
}

async function openDevice(): Promise<{ device: GPUDevice; software: boolean } | null> {
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter?.requestDevice().catch(() => null);
  return adapter && device ? { device, software: adapter.info.isFallbackAdapter } : null;
}

const numbersOf = ({ words }: DeviceRun, { buffers, output }: Trial): Float32Array =>
  new Float32Array(words[Object.keys(buffers).indexOf(output)] ?? new ArrayBuffer(0));

/** The first place at which two outputs are not the same; −1 where there is none. */
function firstDifference(got: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): number {
  for (let i = 0; i < expected.length; i++)
    if (!(Math.abs(got[i]! - expected[i]!) <= tolerance * Math.max(1, Math.abs(expected[i]!)))) return i;
  return -1;
}

function refusalText(error: unknown, words: DeviceWords): string {
  if (!(error instanceof DeviceRefusal)) return words.lost;
  return fill(words[error.reason], { message: error.message.split('\n', 3).join(' ').slice(0, 300) });
}

function table(rows: readonly Row[], words: DeviceWords): HTMLTableElement {
  const made = document.createElement('table');
  made.className = 'device-times';
  const head = made.createTHead().insertRow();
  for (const title of [words.who, words.howLong]) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = title;
    head.append(cell);
  }
  const body = made.createTBody();
  for (const { name, ms } of rows.toSorted((a, b) => a.ms - b.ms)) {
    const row = body.insertRow();
    row.insertCell().textContent = name;
    row.insertCell().textContent = fill(words.time, { ms: ms.toPrecision(3) });
  }
  return made;
}

const digits = (value: number | undefined): string => String(Number((value ?? Number.NaN).toPrecision(6)));

/** Never rejects: whatever a card does is one sentence. */
export async function measureOnDevice(slug: string, shader: string, words: DeviceWords, target: Target): Promise<void> {
  const { status, details } = target;
  details.replaceChildren();
  status.textContent = words.running;
  let device: GPUDevice | null = null;
  try {
    const exercise = await exercises[slug]!();
    const verdict = await gradeInPage(exercise, shader, '');
    if (verdict.verdict !== 'PASS') {
      status.textContent = words.notRight;
      return;
    }
    const opened = await openDevice();
    if (opened === null) {
      status.textContent = words.none;
      return;
    }
    ({ device } = opened);
    const trial: Trial = exercise.device?.() ?? largestCase(exercise);
    const run = (text: string, workgroups: readonly number[]): Promise<DeviceRun> =>
      runOnDevice(opened.device, text, workgroups, deviceBuffers(text, trial.buffers), RUNS);
    // Taken as the module that a terminal's file is, too: the judge did.
    const mine = await run(shaderOf(shader), trial.workgroups);
    const rows: Row[] = [{ name: words.yours, ms: mine.ms }];
    let { expected } = trial;
    for (const rival of trial.rivals) {
      const theirs = await run(rival.shader, rival.workgroups);
      expected ??= numbersOf(theirs, trial);
      rows.push({ name: rival.name, ms: theirs.ms });
    }
    const got = numbersOf(mine, trial);
    const at = firstDifference(got, expected ?? got, trial.tolerance);
    const { title } = trial;
    const sentence =
      at < 0
        ? fill(words.same, { title, runs: RUNS })
        : fill(words.differs, { title, index: at, got: digits(got[at]), expected: digits(expected?.[at]) });
    status.textContent = opened.software ? `${sentence} ${words.software}` : sentence;
    if (at < 0) details.replaceChildren(table(rows, words));
  } catch (error) {
    status.textContent = refusalText(error, words);
  } finally {
    device?.destroy();
  }
}
