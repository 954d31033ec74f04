import { untraced } from '../ops/define.ts';
import { check, signature, tensorsOf } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import type { Tensor } from '../tensor/Tensor.ts';

const call = signature('clipGradValue', { parameters: 'iterable', limit: 'number' });

/**
 * Cut every entry of every gradient to [-limit, limit]. Unlike clipGradNorm it bends the direction.
 * Source: PyTorch's torch.nn.utils.clip_grad_value_.
 *
 * @example clipGradValue(model.parameters(), 0.5)
 */
export function clipGradValue(parameters: Iterable<Tensor>, limit: number): void {
  check(call, parameters, limit);
  if (!(limit >= 0)) {
    throw new ChalkgradError(`clipGradValue: a limit of ${limit} is not possible`, 'use a number of at least 0.');
  }
  untraced(() =>
    noGrad(() => {
      for (const parameter of tensorsOf(call, 0, parameters)) {
        if (parameter.grad !== null) parameter.grad = parameter.grad.clamp(-limit, limit);
      }
    }),
  );
}
