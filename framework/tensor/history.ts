/**
 * Who made me: each op that runs under gradient mode leaves one record on its output, with the derivative it brought along.
 * This file only keeps records and the switch that turns recording off; `autograd/` walks them. It knows tensors only as
 * `T`, because a tensor itself points here.
 */
import { checkPlace, signature } from './arguments.ts';
import { ChalkgradError } from './errors.ts';

export interface OpRecord<T> {
  /** Number of the op call, unique in the process and increasing: an input's record is always older than its user's. */
  readonly id: number;
  /** Name of the op: `conv2d`. */
  readonly op: string;
  /** None once the record was used. */
  readonly inputs: readonly T[];
  /** Version of each input's memory when the op ran; a later in-place change makes the derivative wrong. */
  readonly versions: readonly number[];
  /** The tensor this record was left on. */
  readonly output: T;
  /** Was the derivative used and freed? */
  readonly isUsed: boolean;
  /** Number of the last walk that found this record; for `autograd/` alone. */
  walk: number;
  /** Can this derivative itself be differentiated? False for a fused kernel without a composed derivative. */
  readonly twice: boolean;
  /** Did the op only read a part of its input, as slice does? Then `partOf` reads the same part of another tensor of the input's shape. */
  readonly isPart: boolean;
  partOf(whole: T): T;
  /** The lines of the program that ran the op; noted only while anomalies are being looked for. */
  readonly madeAt: string | null;
  /** ∂loss/∂output → ∂loss/∂input for each input; null where there is none. */
  backward(grad: T): readonly (T | null)[];
  /** Everything that `backward` may look at: tensors, or things that hold some. */
  needs(): readonly unknown[];
  /** Let go of all that: backward cannot run again. */
  free(): void;
}

let nextId = 1;
export const nextRecordId = (): number => nextId++;

let enabled = true;
/** Are ops being recorded right now? */
export const isGradEnabled = (): boolean => enabled;

/** Switch recording on or off, and say what it was: for machinery that switches back in a `finally` of its own. */
export function switchGrad(mode: boolean): boolean {
  const previous = enabled;
  enabled = mode;
  return previous;
}

function withGradMode<R>(mode: boolean, name: string, run: () => R): R {
  const previous = enabled;
  enabled = mode;
  try {
    const result = run();
    if (result instanceof Promise) {
      throw new ChalkgradError(
        `${name}: the function returned a promise`,
        `gradient mode would leak into whatever runs meanwhile. Compute synchronously inside ${name} and await the read-back outside.`,
      );
    }
    return result;
  } finally {
    enabled = previous;
  }
}

const calls = {
  noGrad: signature('noGrad', { run: 'function' }),
  enableGrad: signature('enableGrad', { run: 'function' }),
  setGradEnabled: signature('setGradEnabled', { mode: 'boolean', run: 'function' }),
};

/**
 * Run without recording: for evaluation and for parameter updates. Synchronous only.
 *
 * @example const logits = noGrad(() => model.forward(images));
 */
export function noGrad<R>(run: () => R): R {
  checkPlace(calls.noGrad, 0, run);
  return withGradMode(false, 'noGrad', run);
}

/** Record again inside a `noGrad`. */
export function enableGrad<R>(run: () => R): R {
  checkPlace(calls.enableGrad, 0, run);
  return withGradMode(true, 'enableGrad', run);
}

/** Set gradient mode from a condition: `setGradEnabled(training, () => model.forward(x))`. */
export function setGradEnabled<R>(mode: boolean, run: () => R): R {
  checkPlace(calls.setGradEnabled, 0, mode);
  checkPlace(calls.setGradEnabled, 1, run);
  return withGradMode(mode, 'setGradEnabled', run);
}
