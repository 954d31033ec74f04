/**
 * A loss that is too large got through
 *
 * It is as many times too large as there are classes. Before training the loss should be near ln K.
 */

import type { crossEntropy, Tensor } from '#framework';

export const loss = (outputs: Tensor, labels: Tensor, right: typeof crossEntropy) =>
  right(outputs, labels).mul(outputs.shape[1]!);
