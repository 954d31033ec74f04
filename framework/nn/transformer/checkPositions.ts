/** Both tables of positions ask here whether a batch of sequences fits them. */
import { checkPlace, named, signature } from '../../tensor/arguments.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';

const input = signature('forward', { x: 'tensor' });

/** x: [.., T, D], table: [maxLength, D] → T */
export function checkPositions(layer: string, x: Tensor, table: Shape): number {
  checkPlace(named(input, layer), 0, x);
  const [maxLength, features] = table as [number, number];
  const length = x.shape.at(-2);
  if (length === undefined || length > maxLength || x.shape.at(-1) !== features) {
    throw new ChalkgradError(
      `${layer}: input ${shapeText(x.shape)} must be [.., up to ${maxLength}, ${features}]`,
      'build it with a larger maxLength, or cut the sequence.',
    );
  }
  return length;
}
