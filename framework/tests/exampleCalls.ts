// Every example of every op as a plain call that tests can repeat with other tensors in the same places: strided views, another
// element type, perturbed values.

import type { AnyDefinition } from '../ops/define.ts';
import { opList } from '../ops/index.ts';
import { allocate, type DType, isFloat } from '../tensor/dtype.ts';
import { Generator } from '../tensor/random.ts';
import { sizeOf } from '../tensor/shape.ts';
import { Storage } from '../tensor/storage.ts';
import { Tensor } from '../tensor/Tensor.ts';

export interface ExampleCall {
  readonly op: string;
  readonly example: number;
  readonly definition: AnyDefinition;
  /** The operands that are tensors, in their order. */
  readonly inputs: readonly Tensor[];
  /** Run with other tensors in the operands' places. */
  readonly run: (inputs: readonly Tensor[]) => Tensor;
  /** Run with every tensor of the call, options included, passed through a change. */
  readonly runChanged: (change: (x: Tensor) => Tensor) => Tensor;
}

type LooseDefinition = Pick<AnyDefinition, 'operands'> & {
  readonly tensors?: (args: readonly unknown[]) => readonly Tensor[];
  readonly examples: (generator: Generator) => readonly (readonly unknown[])[];
};

/** Fresh tensors at every call, so that a check may mark them as it likes. */
export function exampleCalls(): ExampleCall[] {
  return Object.entries(opList).flatMap(([op, call]) => {
    const { definition } = call;
    const loose = definition as unknown as LooseDefinition;
    return loose.examples(new Generator(7)).map((args, example) => {
      const inputs = operandsOf(loose, args);
      const runWith = (change: (x: Tensor) => Tensor): Tensor =>
        oneTensor((call as (...given: unknown[]) => unknown)(...args.map((arg) => changed(arg, change))));
      return {
        op,
        example,
        definition,
        inputs,
        runChanged: runWith,
        run: (others) => runWith((x) => others[inputs.indexOf(x)] ?? x),
      };
    });
  });
}

function operandsOf(definition: LooseDefinition, args: readonly unknown[]): Tensor[] {
  const { operands = 1 } = definition;
  const leading = operands === 'list' ? (args[0] as readonly unknown[]) : args.slice(0, operands);
  const picked: readonly unknown[] = definition.tensors?.(args) ?? leading;
  return picked.filter((x) => x instanceof Tensor);
}

/** The same argument with every tensor in it replaced, inside lists and option objects too. */
function changed(arg: unknown, change: (x: Tensor) => Tensor): unknown {
  if (arg instanceof Tensor) return change(arg);
  if (Array.isArray(arg)) return arg.map((inner: unknown) => changed(inner, change));
  if (arg !== null && typeof arg === 'object' && Object.getPrototypeOf(arg) === Object.prototype) {
    return Object.fromEntries(Object.entries(arg).map(([name, value]) => [name, changed(value, change)]));
  }
  return arg;
}

/** Ops that return several tensors are checked on all of them at once: every float result, laid end to end. */
function oneTensor(result: unknown): Tensor {
  if (result instanceof Tensor) return result;
  const parts = (Array.isArray(result) ? result : Object.values(result as object)) as readonly Tensor[];
  return opList.concat(parts.filter((part) => isFloat(part.dtype)).map((part) => part.reshape([-1])));
}

/** The same values read through a transposed, gapped and shifted storage: nothing about it is contiguous. */
export function strided(x: Tensor): Tensor {
  const strides: number[] = [];
  let step = 2; // every other element
  for (const n of x.shape) {
    strides.push(step);
    step *= Math.max(n, 1);
  }
  const offset = 3;
  const buffer = allocate(x.dtype, step + offset);
  buffer.fill(x.dtype === 'bool' ? 1 : 77); // whoever reads between the elements will be found out
  const view = new Tensor(new Storage(buffer, x.dtype), x.shape, strides, offset);
  const values = x.dataSync();
  for (let i = 0; i < sizeOf(x.shape); i++) buffer[placeOf(i, x.shape, strides, offset)] = values[i]!;
  return view;
}

function placeOf(flat: number, shape: readonly number[], strides: readonly number[], offset: number): number {
  let place = offset;
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place += (rest % shape[axis]!) * strides[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return place;
}

/** A float tensor as another float dtype; everything else as it is. */
export const asFloat =
  (dtype: DType) =>
  (x: Tensor): Tensor =>
    isFloat(x.dtype) ? x.to(dtype) : x;
