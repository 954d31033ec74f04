/** What an op is called with, made ready for its loops: numbers become tensors, and operands that are no floats what the table says. */
import { scalar } from '../tensor/create.ts';
import { type DType, isFloat } from '../tensor/dtype.ts';
import { elementOf } from '../tensor/elements.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { Tensor } from '../tensor/Tensor.ts';
import { areFloats, type Plan, planFor } from './dtypeRules.ts';
import type { OpCall } from './signatures.ts';

/** How an op treats operands that are no floats; null where there is nothing special about them. */
export const otherwise = (known: OpCall | null, op: string, operands: readonly Tensor[]): Plan | null =>
  known === null || areFloats(operands) ? null : planFor(op, known.rule, operands);

/** The arguments with other tensors in the operands' places. */
export function replaced<Args extends readonly unknown[]>(
  args: Args,
  operands: readonly Tensor[],
  others: readonly Tensor[],
): Args {
  const place = (arg: unknown): unknown => (arg instanceof Tensor ? (others[operands.indexOf(arg)] ?? arg) : arg);
  return args.map((arg) => (Array.isArray(arg) ? arg.map(place) : place(arg))) as unknown as Args;
}

/** The arguments with numbers in the places of tensors turned into tensors. */
export function withTensors<Args extends readonly unknown[]>(op: string, count: 1 | 2 | 3 | 'list', args: Args): Args {
  if (count === 'list') return args;
  let changed: unknown[] | null = null;
  for (let i = 0; i < count; i++) {
    const arg: unknown = args[i];
    if (arg instanceof Tensor || arg === undefined || arg === null) continue;
    if (typeof arg !== 'number') {
      throw new ChalkgradError(
        `${op}: argument ${i + 1} is neither a tensor nor a number`,
        'make a tensor of lists with tensor([…]); options come after all tensors, and undefined stands for a tensor left out.',
      );
    }
    changed ??= [...args];
    changed[i] = scalarLike(op, arg, dtypeBeside(args, count));
  }
  return changed === null ? args : (changed as unknown as Args);
}

/** The tensors an op works on. `isUsual`: the arguments are these and nothing else, and no new list is needed. */
export function operandsOf(count: 1 | 2 | 3 | 'list', args: readonly unknown[], isUsual = false): readonly Tensor[] {
  if (isUsual) return args as readonly Tensor[];
  if (count === 'list') return [...(args[0] as readonly Tensor[])];
  const inputs: Tensor[] = [];
  for (let i = 0; i < count; i++) if (args[i] instanceof Tensor) inputs.push(args[i] as Tensor);
  return inputs;
}

/** The dtype a number should take: that of the first float tensor, else of the first tensor. */
function dtypeBeside(args: readonly unknown[], count: number): DType {
  let first: DType | null = null;
  for (let i = 0; i < count; i++) {
    const arg = args[i];
    if (!(arg instanceof Tensor)) continue;
    if (isFloat(arg.dtype)) return arg.dtype;
    first ??= arg.dtype;
  }
  return first ?? 'float32';
}

/** A number takes the dtype of the tensor beside it, unless that would cut off its fraction. */
function scalarLike(op: string, value: number, dtype: DType): Tensor {
  const integral = dtype === 'int32' || dtype === 'bool';
  if (!integral) return scalar(value, dtype);
  return Number.isInteger(value) ? scalar(elementOf(op, value, 'int32'), 'int32') : scalar(value, 'float32');
}
