/**
 * All entries got the same total
 *
 * You summed over every axis and filled the shape with it. Sum only over axes that were added or stretched: the others
 * tell the entries apart.
 */

import { full, type Tensor } from '#framework';

export function unbroadcast(grad: Tensor, shape: readonly number[]): Tensor {
  return full([...shape], grad.sum().itemSync(), { dtype: grad.dtype });
}
