/**
 * What a network of letters, or of other tokens that can be written down, can be asked beside its training: to read a text of somebody's own, forwards and back from the loss of one of its
 * letters, and to write texts. Neither makes an update.
 */
import type { LoadedBatch } from '../data/DataLoader.ts';
import type { Metrics } from './measurement.ts';

/** How a network of letters is asked to write. */
export interface WriteChoices {
  readonly count: number;
  /** Below 1 closer to the likeliest letters, above 1 closer to chance; above 0. */
  readonly temperature: number;
  /** Which draw it is, from 0: the same weights and the same draw give the same texts. */
  readonly draw: number;
  /** What every text begins with, where the network can be given a beginning. Default: nothing, or what the run's texts begin with. */
  readonly prompt?: string;
}

/** A text that was written, and whether it stands in the data: among what was learned from, among the rest, or nowhere. */
export interface WrittenText {
  readonly text: string;
  readonly found: 'learned' | 'unseen' | null;
}

/** One part of a `TrainingSetup`. */
export interface Letters {
  /**
   * A text as a batch of one: its letters, and what follows each. `letter` is the place (from 0) of the only letter after which the loss
   * counts; null: after every letter, as in training.
   * Errors: a letter that the network does not know, a text that is too long, a place that the text does not have.
   */
  readonly batch: (text: string, letter: number | null) => LoadedBatch;
  /** Forward, loss and backward of such a batch, as a step makes them. Gradients are added to those that lie on the parameters. */
  readonly walk: (batch: LoadedBatch) => Metrics;
  readonly write: (choices: WriteChoices) => readonly WrittenText[];
  /** Texts of the data that were not learned from. */
  readonly unseen: readonly string[];
}
