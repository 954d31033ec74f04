/** What is scattered must fit its index entry by entry, and its target by dtype. */
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { sameShape } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/Tensor.ts';

/** The source itself. Errors: another shape than the index, another dtype than x. */
export function checkSource(op: string, x: Tensor, index: Tensor, source: Tensor): Tensor {
  if (!(source instanceof Tensor)) {
    throw new ChalkgradError(
      `${op}: the source is no tensor`,
      'after the index comes a tensor with an entry for each index; scatter also takes one number.',
    );
  }
  if (!sameShape(index.shape, source.shape)) {
    throw new ChalkgradError(
      `${op}: index ${shapeText(index.shape)} and source ${shapeText(source.shape)} differ in shape`,
      'every source entry needs exactly one index.',
    );
  }
  if (source.dtype !== x.dtype) {
    throw new ChalkgradError(
      `${op}: source ${shapeText(source.shape)} is ${source.dtype}, the tensor ${shapeText(x.shape)} it goes into ${x.dtype}`,
      `convert it first: source.to('${x.dtype}').`,
    );
  }
  return source;
}
