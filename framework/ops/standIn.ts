/**
 * An op with somebody else's arithmetic inside: what `defineOp` runs instead of its own while a substitute is in force
 * (tensor/substitutes.ts).
 */
import { switchGrad } from '../tensor/history.ts';
import { sameShape } from '../tensor/shape.ts';
import {
  checkSubstituted,
  checkSubstitutedGradients,
  runSubstitute,
  runSubstituteBackward,
  type Substitute,
  type SubstitutedCall,
  substituteFor,
} from '../tensor/substitutes.ts';
import { Tensor } from '../tensor/Tensor.ts';

/** Of an op's definition, what can be replaced. */
interface Arithmetic<Args extends readonly unknown[], Saved, Call> {
  readonly name: string;
  readonly forward: (...args: Args) => Tensor | { readonly output: Tensor; readonly saved: Saved };
  readonly backward: ((grad: Tensor, call: Call) => readonly (Tensor | null)[]) | null;
}

/** Is it written in ops that are recorded and traced one by one? Otherwise the op stays one op. */
export const isComposed = ({ derivative = 'composed' }: Substitute): boolean => derivative === 'composed';

/** The arithmetic of one call whose forward is a substitute's; the derivative too, unless that is left to the framework. */
export function standIn<Args extends readonly unknown[], Saved, Call extends SubstitutedCall>(
  ours: Arithmetic<Args, Saved, Call>,
  substitute: Substitute,
): Pick<Arithmetic<Args, Saved, Call>, 'forward' | 'backward'> {
  const usesOurs = substitute.derivative === 'framework';
  /** What ours gave, where ours has the derivative. */
  let right: { readonly output: Tensor; readonly saved?: Saved } | null = null;
  return {
    forward: (...args) => {
      const result = usesOurs || !drawsNumbers(args) ? ours.forward(...args) : null;
      if (result !== null) right = result instanceof Tensor ? { output: result } : result;
      const made = runSubstitute<unknown>(substitute, args);
      return checkSubstituted(substitute, made, right?.output.shape ?? null);
    },
    backward:
      usesOurs && ours.backward === null
        ? null
        : (grad, call) => {
            if (usesOurs) {
              const { args, inputs } = call;
              return ours.backward!(grad, { args, inputs, ...right } as unknown as Call);
            }
            return checkSubstitutedGradients(substitute, runSubstituteBackward(substitute, grad, call), call.inputs);
          },
  };
}

/** A composed substitute in the place of an op; `hidden` runs something that nobody records or hears. */
export function composedStandIn<Args extends readonly unknown[]>(
  ours: Arithmetic<Args, unknown, never>,
  substitute: Substitute,
  args: Args,
  hidden: (run: () => Tensor) => Tensor,
): Tensor {
  const made = runSubstitute<unknown>(substitute, args);
  return checkSubstituted(substitute, made, drawsNumbers(args) ? null : shapeOfOurs(ours, args, made, hidden));
}

/** By op, and in it by the shapes and options of a call. */
const shapes = new WeakMap<object, Map<string, readonly number[]>>();

/** The shape that ours would have. It is computed once for each kind of call, and again where the substitute's is another. */
function shapeOfOurs<Args extends readonly unknown[]>(
  ours: Arithmetic<Args, unknown, never>,
  args: Args,
  made: unknown,
  hidden: (run: () => Tensor) => Tensor,
): readonly number[] {
  const kind = args.map(kindOf).join('|');
  const known = shapes.get(ours) ?? new Map<string, readonly number[]>();
  shapes.set(ours, known);
  const former = known.get(kind);
  if (former !== undefined && made instanceof Tensor && sameShape(made.shape, former)) return former;
  const records = switchGrad(false);
  try {
    const { shape } = hidden(() => {
      const result = ours.forward(...args);
      return result instanceof Tensor ? result : result.output;
    });
    known.set(kind, shape);
    return shape;
  } finally {
    switchGrad(records);
  }
}

/** What of an argument decides the result's shape; a list of tensors is one, too. */
const kindOf = (arg: unknown): string => {
  if (arg instanceof Tensor) return arg.shape.join('×');
  return Array.isArray(arg) ? `[${arg.map(kindOf).join()}]` : JSON.stringify(arg);
};

/** Would running ours beside it draw random numbers that belong to the run? */
const drawsNumbers = (args: readonly unknown[]): boolean =>
  args.some((arg) => typeof arg === 'object' && arg !== null && 'generator' in arg);

/** The derivative of an op, or what stands in its place. */
export function backwardOf<Call extends SubstitutedCall>(
  { name, backward }: Pick<Arithmetic<never, unknown, Call>, 'name' | 'backward'>,
  grad: Tensor,
  call: Call,
): readonly (Tensor | null)[] {
  const substitute = substituteFor(`${name}.backward`);
  if (substitute === null) return backward!(grad, call);
  return checkSubstitutedGradients(substitute, runSubstitute<unknown>(substitute, [grad, call]), call.inputs);
}
