/** What can be fuzzed: a reader of bytes that strangers wrote, and what it takes to write such bytes. One file in targets/ each. */
import type { Bytes, Generator } from '../../index.ts';

export interface FuzzTarget {
  /** As in `--only`; the corpus has a folder of that name. */
  readonly name: string;
  /** Well-formed inputs to begin with: small ones, of every kind. */
  readonly seeds: () => readonly Bytes[] | Promise<readonly Bytes[]>;
  /** An input that is wrong in a way only this format can be: a tree with other values, a header with other numbers. */
  readonly vary?: (g: Generator) => Bytes | Promise<Bytes>;
  /** The same input with its checksums right, so that the damage behind them is met. */
  readonly mend?: (bytes: Bytes) => Bytes;
  /**
   * Read it. It may return, or throw a ChalkgradError with a hint; anything else is a finding. What must hold besides (a refusal that
   * changes nothing, say) it checks itself, with any other error.
   */
  readonly read: (bytes: Bytes) => unknown;
  /** Memory that one input may take. Default 256 MiB. */
  readonly mostBytes?: number;
  /** Processor time that one input may take, in ms. Default 2000. */
  readonly mostMs?: number;
}

export const MOST_BYTES_OF_AN_INPUT = 1 << 16;
