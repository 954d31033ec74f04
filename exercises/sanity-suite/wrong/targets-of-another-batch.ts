/**
 * Labels of another batch got through
 *
 * On one batch, repeated, it looks well: its labels are its own. Over different batches it learns nothing that holds: ask for the held-out loss after a few epochs.
 */

import type { Tensor } from '#framework';

export const labels = () => {
  let before: Tensor | null = null;
  return (y: Tensor) => {
    const wanted = before?.size === y.size ? before : y;
    before = y;
    return wanted;
  };
};
