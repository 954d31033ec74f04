/**
 * DNA in which a short motif is hidden, or not: for a 1-D convolution, whose filters should come to look like the motif. The
 * motif is a table of probabilities, as in biology: not every place of it is equally strict.
 */
import { check, optionsOf, signature } from '../../tensor/arguments.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Generator } from '../../tensor/random.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../../tensor/substitutes.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { balancedClasses, startDrawing } from './drawing.ts';

/** In this order everywhere: row 0 of an input is A. */
export const BASES = 'ACGT';

export interface MotifOptions {
  /** Bases in each sequence. Default 60. */
  readonly length?: number;
  /** The motif's likeliest bases. Default TGACTCA, where the protein AP-1 binds. */
  readonly consensus?: string;
  /** Probability of the consensus base at each place of the motif; the others share the rest. Default 0.92. */
  readonly strictness?: number;
}

export interface Motifs {
  /** As letters. */
  readonly sequences: readonly string[];
  /** One-hot. float32 [N, 4, length] */
  readonly inputs: Tensor;
  /** 1: with the motif. int32 [N] */
  readonly labels: Tensor;
  /** Where the motif starts; -1 where there is none. int32 [N] */
  readonly positions: Tensor;
  /** Probability of each base at each place of the motif. float32 [4, M] */
  readonly motif: Tensor;
}

const calls = {
  generateMotifs: signature(
    'generateMotifs',
    { count: 'number', generator: 'generator' },
    { length: 'count', consensus: 'text', strictness: 'probability' },
  ),
  encodeBases: signature('encodeBases', { sequences: 'texts' }),
};

/** Half with the motif at a random place, half without; everything else is each base with probability ¼. */
export function generateMotifs(count: number, generator: Generator, options: MotifOptions = {}): Motifs {
  options = optionsOf(calls.generateMotifs, [count, generator, options]);
  const { length = 60, consensus = 'TGACTCA', strictness = 0.92 } = options;
  checkMotif(length, consensus, strictness);
  const series = startDrawing('generateMotifs', count, generator);
  const labels = balancedClasses(count, 2, series.fork('labels'));
  const positions = new Int32Array(count).fill(-1);
  const inputs = new Float32Array(count * BASES.length * length);
  const sequences = Array.from(labels, (label, i) => {
    const bases = Array.from({ length }, () => series.integer(BASES.length));
    if (label === 1) {
      const start = series.integer(length - consensus.length + 1);
      positions[i] = start;
      [...consensus].forEach((base, j) => {
        bases[start + j] = drawBase(BASES.indexOf(base), strictness, series);
      });
    }
    bases.forEach((base, t) => {
      inputs[(i * BASES.length + base) * length + t] = 1;
    });
    return bases.map((base) => BASES[base]!).join('');
  });
  return {
    sequences,
    inputs: tensorFrom(inputs, [count, BASES.length, length], 'float32'),
    labels: tensorFrom(labels, [count], 'int32'),
    positions: tensorFrom(positions, [count], 'int32'),
    motif: probabilities(consensus, strictness),
  };
}

/**
 * Letters → one-hot. sequences of equal length L → float32 [N, 4, L]. A substitute named `encodeBases` gets the same arguments.
 *
 * Errors: another letter, another length.
 */
export function encodeBases(sequences: readonly string[]): Tensor {
  check(calls.encodeBases, sequences);
  const substitute = isSubstituting() ? substituteFor('encodeBases') : null;
  if (substitute !== null) return runSubstitute<Tensor>(substitute, [sequences]);
  const length = sequences[0]?.length ?? 0;
  const out = new Float32Array(sequences.length * BASES.length * length);
  sequences.forEach((sequence, i) => {
    if (sequence.length !== length)
      throw new ChalkgradError(
        `encodeBases: sequence ${i} has ${sequence.length} bases, the first ${length}`,
        'cut or pad them.',
      );
    [...sequence].forEach((base, t) => {
      const row = BASES.indexOf(base);
      if (row < 0)
        throw new ChalkgradError(
          `encodeBases: ${JSON.stringify(base)} in sequence ${i} is no base`,
          `bases are ${BASES}, in capitals.`,
        );
      out[(i * BASES.length + row) * length + t] = 1;
    });
  });
  return tensorFrom(out, [sequences.length, BASES.length, length], 'float32');
}

function drawBase(likeliest: number, strictness: number, series: Generator): number {
  if (series.uniform() < strictness) return likeliest;
  return (likeliest + 1 + series.integer(BASES.length - 1)) % BASES.length;
}

function probabilities(consensus: string, strictness: number): Tensor {
  const rest = (1 - strictness) / (BASES.length - 1);
  const table = new Float32Array(BASES.length * consensus.length).fill(rest);
  [...consensus].forEach((base, j) => {
    table[BASES.indexOf(base) * consensus.length + j] = strictness;
  });
  return tensorFrom(table, [BASES.length, consensus.length], 'float32');
}

function checkMotif(length: number, consensus: string, strictness: number): void {
  const isDna = /^[ACGT]+$/.test(consensus);
  if (!isDna || !Number.isInteger(length) || length < consensus.length || !(strictness >= 0.25 && strictness <= 1)) {
    throw new ChalkgradError(
      `generateMotifs: motif ${JSON.stringify(consensus)} of strictness ${strictness} in ${length} bases`,
      'the motif is made of A, C, G and T and no longer than the sequence; strictness lies between 0.25 (chance) and 1.',
    );
  }
}
