/** How a layer is asked: built, filled with numbers, sent forward and backward; tensors come back as plain numbers. */
import { Generator, type Module, noGrad, Parameter, Tensor, tensor } from '#framework';

type Nested = number | readonly Nested[];
type Layer = Module & { forward(x: Tensor): Tensor; readonly weight: Tensor; readonly bias: Tensor | null };
type Build = new (inFeatures: number, outFeatures: number, options: { bias?: boolean; generator?: Generator }) => Layer;

/** Numbers without a pattern, the same for the same place: filled in reading order, whatever the shape. */
const filler = (size: number, from: number): number[] =>
  Array.from({ length: size }, (_, i) => Math.round(1000 * Math.sin(1 + 2.3 * (i + from))) / 1000);

const gradientOf = (value: unknown): Nested | null =>
  value instanceof Tensor && value.grad ? (value.grad.toArray() as Nested) : null;

/**
 * What a layer does with x when its weights are filled: the output, the gradients for the given upstream, the names and shapes under
 * which a file would find its weights, and the names of what an optimizer would train.
 */
export function drive(
  student: { readonly Linear: Build },
  inFeatures: number,
  outFeatures: number,
  options: { readonly bias?: boolean },
  x: Nested,
  upstream: Nested,
) {
  const layer = new student.Linear(inFeatures, outFeatures, { ...options, generator: new Generator(1) });
  for (const [i, value] of [layer.weight, layer.bias].entries())
    if (value instanceof Tensor) noGrad(() => value.copyFrom_(filler(value.size, 100 * i)));
  const input = tensor(x as number[]).requiresGrad_();
  const y = layer.forward(input);
  y.backward({ gradient: tensor(upstream as number[]) });
  const saved = Object.entries(layer.stateDict()).map(([name, { shape }]) => [name, [...shape]]);
  return {
    y: y.toArray(),
    x: gradientOf(input),
    weight: gradientOf(layer.weight),
    bias: layer.bias instanceof Parameter ? gradientOf(layer.bias) : null,
    saved: Object.fromEntries(saved),
    trained: [...layer.namedParameters()].map(([name]) => name).sort(),
  };
}
