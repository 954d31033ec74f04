/** How a block is asked: built, filled with numbers, sent forward and backward; tensors come back as plain numbers. */
import { Generator, type Module, noGrad, Tensor, tensor } from '#framework';

type Rows = readonly (readonly number[])[];
type Layer = Module & { forward(x: Tensor): Tensor };
type Build = new (width: number, heads: number, generator: Generator) => Layer;

/** Numbers without a pattern, the same for the same name: filled in reading order, whatever the shape. */
function filler(name: string, size: number): number[] {
  const from = [...name].reduce((sum, letter, i) => sum + letter.codePointAt(0)! * (i + 1), 0);
  const isScale = /^norm\d\.weight$/.test(name);
  return Array.from(
    { length: size },
    (_, i) => (isScale ? 1 : 0) + Math.round(500 * Math.sin(1 + 2.3 * i + 0.7 * from)) / 1000,
  );
}

/**
 * What a block does with x when its parameters are filled: the output, the gradient of x for the given upstream, the names and shapes under
 * which a file would find its parameters, and the names of what an optimizer would train.
 *
 * @param silent names of the layers whose weights and biases are 0
 */
export function drive(
  student: { readonly Block: Build },
  width: number,
  heads: number,
  x: readonly Rows[],
  upstream: readonly Rows[],
  silent: readonly string[],
) {
  const block = new student.Block(width, heads, new Generator(1));
  for (const [name, value] of Object.entries(block.stateDict())) {
    const isSilent = silent.some((layer) => name.startsWith(`${layer}.`));
    noGrad(() => value.copyFrom_(isSilent ? filler(name, value.size).fill(0) : filler(name, value.size)));
  }
  const input = tensor(x as unknown as number[]).requiresGrad_();
  const y = block.forward(input);
  y.backward({ gradient: tensor(upstream as unknown as number[]) });
  const saved = Object.entries(block.stateDict()).map(([name, { shape }]) => [name, [...shape]]);
  return {
    y: y.toArray(),
    x: input.grad instanceof Tensor ? input.grad.toArray() : null,
    saved: Object.fromEntries(saved.sort()),
    trained: [...block.namedParameters()].map(([name]) => name).sort(),
  };
}
