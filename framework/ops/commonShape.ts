/** The common shape of two operands, where a substitute may answer: `broadcastShapes` by itself knows of none. */
import { shapeText } from '../tensor/errors.ts';
import { broadcastShapes, type Shape, sameShape } from '../tensor/shape.ts';
import { isSubstituting, runSubstitute, SubstituteError, substituteFor } from '../tensor/substitutes.ts';

/**
 * `broadcastShapes`, or what stands in the place of that name: it gets two shapes and returns theirs, or throws where they do not fit.
 *
 * Errors: shapes that do not fit; a substitute that answers another shape than ours.
 */
export function commonShape(a: Shape, b: Shape, op: string): Shape {
  const substitute = isSubstituting() ? substituteFor('broadcastShapes') : null;
  if (substitute === null) return broadcastShapes(a, b, op);
  const ours = broadcastShapes(a, b, op);
  const made = runSubstitute<unknown>(substitute, [[...a], [...b]]);
  if (Array.isArray(made) && made.every(Number.isInteger) && sameShape(made, ours)) return ours;
  throw new SubstituteError(
    substitute,
    `broadcastShapes (${substitute.id}) returned ${Array.isArray(made) ? shapeText(made.map(Number)) : `a ${typeof made}`} for ${shapeText(a)} and ${shapeText(b)} in ${op}, where ${shapeText(ours)} belongs`,
    'axes are compared from the last one; an axis of size 1 stretches.',
  );
}
