/** Numbers of a step as equations write them, each with its address in the trace: what `drawn()` says of an equation. */
import type { StepTrace, TensorData } from '../../../player/protocol.ts';
import { indexOf } from '../../parts/cells/cellLayout.ts';
import { opOf, type Part, shownPart } from '../../parts/cells/shownTensor.ts';
import type { Drawn } from '../../parts/drawn.ts';

/**
 * The numbers at these places of an op's part, places counted within the example that is looked at; none where they were not kept.
 *
 * @example numbersOf(trace, 'recurrent.l0.t3.hidden', { kind: 'output' }, [0]) // [{ id: 'recurrent.l0.t3.hidden output[0,0]', value }]
 */
export function numbersOf(trace: StepTrace, path: string, part: Part, places: readonly number[]): readonly Drawn[] {
  const op = opOf(trace, path);
  const shown = op === null ? null : shownPart(trace, op, part);
  if (shown === null) return [];
  const name = 'place' in part ? `${part.kind}${part.place}` : part.kind;
  return places.map((place) => ({
    id: `${path} ${name}[${[...shown.prefix, ...indexOf(shown.shape, place)].join(',')}]`,
    value: shown.values[place]!,
  }));
}

/** The numbers at these places of a tensor that was kept whole: of the batch, or observed beside it. Places count over all examples. */
export const numbersOfWhole = (
  address: string,
  { values, shape }: TensorData,
  places: readonly number[],
): readonly Drawn[] =>
  places.map((place) => ({ id: `${address}[${indexOf(shape, place).join(',')}]`, value: values[place]! }));
