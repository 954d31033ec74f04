/** What a page and its workers say to each other where each worker holds a replica of one network, and what the workers hand round. */
import type { RingMessage } from '#framework';

/** What all of a team are told alike. */
export interface Plan {
  readonly workers: number;
  readonly steps: number;
  readonly batch: number;
  readonly seed: number;
  /** Who sends what when; null: as the framework has it. */
  readonly schedule: readonly RingMessage[] | null;
  /** Counted from 1; 0: nobody is slow. */
  readonly slowWorker: number;
  /** What the slow one loses in every step, in milliseconds. */
  readonly slowMs: number;
}

/** A worker's first message: its number, counted from 1, and its two neighbours. Nobody else can reach it. */
export interface Hire {
  readonly type: 'hire';
  readonly plan: Plan;
  readonly worker: number;
  readonly fromLeft: MessagePort;
  readonly toRight: MessagePort;
}

/** All are there: begin. */
export interface Begin {
  readonly type: 'begin';
}

/** What goes from neighbour to neighbour: cells from `lo` on. */
export interface Sent {
  readonly step: number;
  readonly lo: number;
  readonly numbers: Float32Array<ArrayBuffer>;
}

/** What one update took at one worker. */
export interface StepTold {
  readonly step: number;
  /** Mean loss of its own examples. */
  readonly loss: number;
  readonly examples: number;
  readonly computeMs: number;
  /** From its gradient to the sum: messages, and waiting for whoever comes later. */
  readonly waitMs: number;
  /** How many numbers it sent. */
  readonly numbers: number;
}

export type FromReplica =
  | { readonly type: 'ready' }
  | { readonly type: 'step'; readonly told: StepTold }
  /** The weights after the first update, and after the last. */
  | {
      readonly type: 'done';
      readonly first: Float32Array<ArrayBuffer>;
      readonly last: Float32Array<ArrayBuffer>;
    }
  | { readonly type: 'failed'; readonly message: string };

export type ToReplica = Hire | Begin;
