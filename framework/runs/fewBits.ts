/**
 * The network as it would come back from a file with few bits a weight: it learns in float32, and what is examined is its rounded twin. So two
 * settings learn alike to the bit, and differ in what they answer.
 */
import type { Layer } from '../nn/Module.ts';
import { noGrad } from '../tensor/history.ts';
import { isSubstituting, runSubstitute, SubstituteError, substituteFor } from '../tensor/substitutes.ts';
import { choice, count } from './knobs.ts';
import { type Per, type Quantise, quantise, quantised, type Stored } from './quantise.ts';

/** The bits of a float32: nothing is rounded. */
const ALL_BITS = 32;

/** How many bits a weight of the examined network has, and what shares a scale. */
export const fewBitsKnobs = {
  bits: count(ALL_BITS, 2, ALL_BITS),
  per: choice(['tensor', 'channel'], 'tensor'),
} as const;

/** Who stores the weights. A substitute named `quantise` gets the same rows and bits. */
function quantiser(): Quantise {
  const substitute = isSubstituting() ? substituteFor('quantise') : null;
  if (substitute === null) return quantise;
  return (rows, bits) => {
    const stored = runSubstitute<Stored | undefined>(substitute, [rows, bits]);
    const fits =
      stored?.q?.length === rows.length &&
      stored.scale?.length === rows.length &&
      rows.every(({ length }, row) => stored.q[row]?.length === length);
    if (fits) return stored;
    throw new SubstituteError(
      substitute,
      `quantise (${substitute.id}) returned something else than whole numbers for ${rows.length} rows, and a scale for each`,
      'it returns { q, scale }: q has the rows of w, scale as many numbers as there are rows.',
    );
  };
}

/**
 * `twin`, a network of the same plan, with the numbers that `model` has now; its kernels and matrices are rounded, its biases are not. It is
 * ready to be asked.
 */
export function roundedTwin(
  model: Layer,
  twin: Layer,
  { bits, per }: { readonly bits: number; readonly per: Per },
): Layer {
  const by = quantiser();
  const theirs = twin.stateDict();
  noGrad(() => {
    for (const [name, own] of Object.entries(model.stateDict())) {
      const values = own.dataSync();
      const isRounded = name.endsWith('.weight') && own.shape.length > 1;
      theirs[name]!.copyFrom_(isRounded ? quantised(values, own.shape, bits, per, by) : values);
    }
  });
  return twin.eval();
}

/** Is anything rounded? */
export const isRounding = (bits: number): boolean => bits < ALL_BITS;
