/**
 * Is a derivative right? Compare it with the slope measured by two nearby points, in float64, for every entry of every
 * input, against a *random* upstream gradient: with an upstream of ones, softmax and layer norm would pass with any
 * gradient at all, because their outputs sum to a constant.
 *
 * Source: centred differences and the relative error after the notes of Stanford's CS231n, "Gradient checks".
 */
import { optionsOf, signature } from '../tensor/arguments.ts';
import { rand } from '../tensor/create.ts';
import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { noGrad } from '../tensor/history.ts';
import { Generator } from '../tensor/random.ts';
import { placeOf, sizeOf } from '../tensor/shape.ts';
import { type Tensor, tensorFrom } from '../tensor/Tensor.ts';
import { grad } from './backward.ts';

export interface GradcheckOptions {
  /** Half the distance between the two points. Default 1e-6. */
  readonly h?: number;
  /** Allowed |analytic - measured| / max(1, |analytic|, |measured|). Default 1e-6. */
  readonly tolerance?: number;
  /** For the random upstream gradient. Default a fixed seed. */
  readonly generator?: Generator;
}

export interface GradcheckFailure {
  readonly input: number;
  readonly index: readonly number[];
  readonly analytic: number;
  readonly measured: number;
  readonly error: number;
}

const calls = {
  gradcheck: signature(
    'gradcheck',
    { f: 'function', inputs: 'tensors' },
    { h: 'positive', tolerance: 'positive', generator: 'generator' },
  ),
  assertGradients: signature(
    'assertGradients',
    { name: 'text', f: 'function', inputs: 'tensors' },
    { h: 'positive', tolerance: 'positive', generator: 'generator' },
  ),
};

/**
 * The worst disagreement over all entries of all float64 inputs, or null when all agree within the tolerance.
 *
 * @example gradcheck(([x]) => x.tanh(), [tensor([0.5], { dtype: 'float64' })]) // null
 */
export function gradcheck(
  f: (inputs: readonly Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): GradcheckFailure | null {
  const { h = 1e-6, tolerance = 1e-6, generator = new Generator(1) } = optionsOf(calls.gradcheck, [f, inputs, options]);
  const checked = inputs.map((input, place) => ({ input, place })).filter(({ input }) => input.dtype === 'float64');
  if (checked.length === 0) {
    throw new ChalkgradError(
      'gradcheck: no input is float64',
      "float32 is too coarse to measure a slope: use { dtype: 'float64' }.",
    );
  }
  for (const { input } of checked) input.requiresGrad_(true);
  const output = f(inputs);
  const upstream = rand(output.shape, { dtype: 'float64', generator }).mul(2).sub(1);
  const analytic = output.requiresGrad
    ? grad(
        output,
        checked.map(({ input }) => input),
        { gradient: upstream },
      )
    : [];
  let worst: GradcheckFailure | null = null;
  checked.forEach(({ input, place }, k) => {
    const slopes = measureSlopes(f, inputs, place, upstream, h);
    const given = analytic[k]?.dataSync() ?? new Float64Array(input.size);
    for (let i = 0; i < input.size; i++) {
      const scale = Math.max(1, Math.abs(given[i]!), Math.abs(slopes[i]!));
      const error = Math.abs(given[i]! - slopes[i]!) / scale;
      if (!(error <= tolerance) && !(worst !== null && worst.error >= error)) {
        worst = { input: place, index: placeOf(i, input.shape), analytic: given[i]!, measured: slopes[i]!, error };
      }
    }
  });
  return worst;
}

/** Like gradcheck, but throws an error that says op, input, entry, got and expected. */
export function assertGradients(
  name: string,
  f: (inputs: readonly Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  options?: GradcheckOptions,
): void {
  optionsOf(calls.assertGradients, [name, f, inputs, options ?? {}]);
  const failure = gradcheck(f, inputs, options);
  if (failure === null) return;
  throw new ChalkgradError(
    `${name}: gradient of input ${failure.input} (${shapeText(inputs[failure.input]!.shape)}) at ${shapeText(failure.index)} is ${failure.analytic}, measured ${failure.measured} (relative error ${failure.error.toExponential(1)})`,
    'the derivative does not belong to this forward computation, or the input stands on a kink.',
  );
}

/** Σ upstream · (f(x + h) - f(x - h)) / 2h for each entry of one input. */
function measureSlopes(
  f: (inputs: readonly Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  place: number,
  upstream: Tensor,
  h: number,
): Float64Array {
  const base = Float64Array.from(inputs[place]!.dataSync());
  const shape = inputs[place]!.shape;
  const at = (values: Float64Array<ArrayBuffer>): number =>
    noGrad(() =>
      f(inputs.with(place, tensorFrom(values, shape, 'float64')))
        .mul(upstream)
        .sum()
        .itemSync(),
    );
  const slopes = new Float64Array(sizeOf(shape));
  for (let i = 0; i < slopes.length; i++) {
    const ahead = Float64Array.from(base);
    const behind = Float64Array.from(base);
    ahead[i]! += h;
    behind[i]! -= h;
    slopes[i] = (at(ahead) - at(behind)) / (ahead[i]! - behind[i]!);
  }
  return slopes;
}
