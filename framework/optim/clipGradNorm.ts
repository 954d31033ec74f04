import { untraced } from '../ops/define.ts';
import { stack } from '../ops/index.ts';
import { checkLast, checkPlace, NO_OPTIONS, signature, tensorsOf } from '../tensor/arguments.ts';
import { zeros } from '../tensor/create.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import { checkSubstituted, isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import type { Tensor } from '../tensor/Tensor.ts';

export interface ClipGradNormOptions {
  /** Which norm: 2 (default), 1, Infinity … */
  readonly normType?: number;
  /** Throw instead of clipping if the norm is NaN or infinite. Reads one number back, so on the CPU only. Default false. */
  readonly errorIfNonfinite?: boolean;
}

/** Keeps the quotient finite when all gradients are zero; PyTorch's value. */
const EPS = 1e-6;

const call = signature(
  'clipGradNorm',
  { parameters: 'iterable', maxNorm: 'number' },
  { normType: 'number', errorIfNonfinite: 'boolean' },
);

/**
 * Shorten all gradients together so that their joint norm is at most `maxNorm`; directions stay. Call it between backward and
 * step. Parameters without gradient are passed over. Returns the norm before clipping, a scalar tensor. A substitute named `clipGradNorm`
 * gets the parameters as a list and the rest as it is.
 *
 * Errors: a norm that cannot be; with `errorIfNonfinite` a gradient that holds NaN or infinity, before anything is changed.
 * Source: Pascanu, Mikolov & Bengio, "On the difficulty of training recurrent neural networks" (2013), algorithm 1.
 *
 * @example
 * loss.backward();
 * clipGradNorm(model.parameters(), 1);
 * optimizer.step();
 */
export function clipGradNorm(
  parameters: Iterable<Tensor>,
  maxNorm: number,
  options: ClipGradNormOptions = NO_OPTIONS,
): Tensor {
  checkPlace(call, 0, parameters);
  checkPlace(call, 1, maxNorm);
  const { normType = 2, errorIfNonfinite = false } = checkLast(call, options);
  if (!(maxNorm >= 0)) {
    throw new ChalkgradError(`clipGradNorm: a norm of at most ${maxNorm} is not possible`, 'use a number above 0.');
  }
  if (!(normType > 0)) {
    throw new ChalkgradError(
      `clipGradNorm: there is no norm of type ${normType}`,
      'use 2, 1, Infinity or another number above 0.',
    );
  }
  const substitute = isSubstituting() ? substituteFor('clipGradNorm') : null;
  if (substitute !== null) {
    const given = tensorsOf(call, 0, parameters);
    return checkSubstituted(
      substitute,
      untraced(() => runSubstitute(substitute, [given, maxNorm, options])),
      [],
    );
  }
  const touched = tensorsOf(call, 0, parameters).filter((parameter) => parameter.grad !== null);
  return untraced(() =>
    noGrad(() => {
      const parts = touched.map((parameter) => parameter.grad!.norm(normType));
      const total = parts.length === 0 ? zeros([]) : stack(parts).norm(normType); // a norm of norms is the norm of all
      if (errorIfNonfinite) refuseNonfinite(total, touched, parts);
      const factor = total.add(EPS).reciprocal().mul(maxNorm).clamp(0, 1);
      for (const parameter of touched) parameter.grad = parameter.grad!.mul(factor);
      return total;
    }),
  );
}

function refuseNonfinite(total: Tensor, touched: readonly Tensor[], parts: readonly Tensor[]): void {
  if (total.device !== 'cpu') {
    throw new ChalkgradError(
      `clipGradNorm: errorIfNonfinite needs the norm at once, and it is on ${total.device}`,
      'await the returned norm yourself before optimizer.step(): Number.isFinite(await norm.item()).',
    );
  }
  const norm = total.itemSync();
  if (Number.isFinite(norm)) return;
  const first = parts.findIndex((part) => !Number.isFinite(part.itemSync()));
  const which = first < 0 ? 'all together' : `parameter ${touched[first]!.label || first}`;
  throw new ChalkgradError(
    `clipGradNorm: the norm of the gradients is ${norm} (${which}), which cannot be clipped`,
    'detectAnomaly(() => …) around the forward and the backward pass names the op; a smaller learning rate often helps.',
  );
}
