/** Why a rung has no number, when the browser lacks nothing. The words for it are the page's. */
import type { FailureReason } from '../../visuals/kernels/ladder/protocol.ts';

export class RungFailure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}
