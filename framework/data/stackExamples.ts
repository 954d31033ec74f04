/** Examples one by one → a batch: the usual way to collate. Refuses examples of different shapes; padSequences is for those. */
import { check, signature, tensorsOf } from '../tensor/arguments.ts';
import { allocate } from '../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { sameShape } from '../tensor/shape.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';

const one = signature('stackExamples', { 'an example': 'list' });
const call = signature('stackExamples', { examples: 'lists' });

/**
 * n examples of k tensors each → k tensors with a leading axis n.
 *
 * Errors: no examples; a different number of tensors, shape or dtype.
 *
 * @example stackExamples([[image0, label0], [image1, label1]]) // [2, C, H, W] and [2]
 */
export function stackExamples(examples: readonly (readonly Tensor[])[]): readonly Tensor[] {
  check(call, examples);
  const [first] = examples;
  for (const example of examples) tensorsOf(one, 0, example);
  if (first === undefined)
    throw new ChalkgradError('stackExamples: a batch of no examples', 'there must be at least one.');
  return first.map((model, place) => {
    const shape = [examples.length, ...model.shape];
    const out = allocate(model.dtype, examples.length * model.size);
    examples.forEach((example, i) => {
      const part = example[place];
      if (
        part === undefined ||
        example.length !== first.length ||
        part.dtype !== model.dtype ||
        !sameShape(part.shape, model.shape)
      ) {
        throw new ChalkgradError(
          `stackExamples: example 0 is ${shapesText(first)}, example ${i} is ${shapesText(example)}`,
          'a batch needs examples of the same shapes: pad or crop them, or give the DataLoader a collate of your own.',
        );
      }
      out.set(part.dataSync(), i * model.size);
    });
    return tensorFrom(out, shape, model.dtype);
  });
}

const shapesText = (example: readonly Tensor[]): string =>
  example.map((part) => `${part.dtype} ${shapeText(part.shape)}`).join(', ') || 'empty';
