/** What crosses between the lab's page and the worker in the sandbox that runs a reader's program, beside what moves a timeline. Plain data. */
import type { Knob } from '#framework';
import type { RunInfo, StepMetrics, StepTrace } from '../player/protocol.ts';

/** Run a program. */
export interface ToProgram {
  readonly type: 'program';
  /** JavaScript, line by line as the reader's text. */
  readonly code: string;
  /** Names declared at its top level, so that tensors and parameters are called as the reader calls them. */
  readonly names: readonly string[];
  /** Only these steps are recorded whole, and it ends behind the last of them; null: as many as there is room for. */
  readonly window: { readonly from: number; readonly to: number } | null;
}

/** A reader's program went wrong. `line`: of their text, from 1; 0 where nobody knows. */
export interface ProgramFailure {
  readonly name: string;
  readonly message: string;
  readonly hint: string;
  readonly line: number;
}

/** A knob of a program's run, as a form needs it. */
export interface KnobTold {
  readonly name: string;
  readonly knob: Knob;
  /** Its default as a link writes it. */
  readonly text: string;
  readonly range: string;
}

export type FromProgram =
  | { readonly type: 'printed'; readonly lines: readonly string[] }
  /** Steps that are over. Of those that were recorded whole the traces come along; `stride`: of so many one is. */
  | {
      readonly type: 'steps';
      readonly metrics: readonly StepMetrics[];
      readonly traces: readonly StepTrace[];
      readonly stride: number;
    }
  /** It came to its end: a program that ran through, with the facts of what it made. */
  | { readonly type: 'script'; readonly info: RunInfo; readonly isCut: boolean }
  /** It came to its end and gave a run: from now on the worker moves a timeline. */
  | { readonly type: 'run'; readonly name: string; readonly knobs: readonly KnobTold[] }
  | { readonly type: 'programFailed'; readonly failure: ProgramFailure };
