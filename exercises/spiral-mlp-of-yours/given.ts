/** The training: what a network has learned after 300 steps, and what it looks like from outside. Runs where the student's code does. */
import {
  Adam,
  accuracy,
  crossEntropy,
  Generator,
  generateSpirals,
  type Module,
  noGrad,
  type Tensor,
  tensor,
} from '#framework';

type Build = (generator: Generator) => Module & { forward(x: Tensor): Tensor };

const examples = 400;
const steps = 300;
const shape = { turns: 0.75 };

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Whether the whole thing is a straight line: f(a) + f(b) = f(a + b) + f(0). */
function isLinear(forward: (x: Tensor) => Tensor): boolean {
  const [a, b, both, none] = forward(tensor([[0.7, -0.2], [0.4, 0.9], [1.1, 0.7], [0, 0]])).toArray() as number[][]; // biome-ignore format: four points
  return a!.every((value, k) => Math.abs(value + b![k]! - both![k]! - none![k]!) < 1e-4);
}

/** Whether all units of the first layer are one unit. */
function unitsAlike(model: Module): boolean {
  const weight = [...model.parameters()].find(({ shape }) => shape.length === 2 && shape[0]! > 2);
  if (!weight) return false;
  const rows = weight.toArray() as number[][];
  return rows.every((row) => row.every((value, i) => Math.abs(value - rows[0]![i]!) < 1e-6));
}

/** Whether two layers begin with the same draws, up to their scale. */
function sameDraws(model: Module): boolean {
  const weights = [...model.parameters()].filter(({ shape }) => shape.length === 2).map((one) => one.dataSync());
  return weights.some((one, i) =>
    weights.slice(i + 1).some((other) => {
      const ratio = other[0]! / one[0]!;
      const places = Math.min(8, one.length, other.length);
      return (
        Number.isFinite(ratio) &&
        Array.from({ length: places }, (_, k) => k).every((k) => Math.abs(other[k]! - ratio * one[k]!) < 1e-5)
      );
    }),
  );
}

/** Accuracy on points not seen, after training with this seed. */
export function drive({ buildMlp }: { readonly buildMlp: Build }, seed: number) {
  const streams = new Generator(seed);
  const model = buildMlp(streams.fork('weights'));
  const { points, labels } = generateSpirals(examples, streams.fork('train'), shape);
  const test = generateSpirals(examples, streams.fork('test'), shape);
  const repeated = sameDraws(model);
  const [, columns = 0] = model.forward(points).shape;
  if (columns !== 2) return { accuracy: 0, columns, linear: false, sumsToOne: false, alike: false, repeated };
  const optimizer = new Adam(model.parameters(), { lr: 0.01 });
  for (let step = 0; step < steps; step++) {
    optimizer.zeroGrad();
    crossEntropy(model.forward(points), labels).backward();
    optimizer.step();
  }
  return noGrad(() => {
    const outputs = model.forward(test.points);
    const sums = (outputs.toArray() as number[][]).map(([a = 0, b = 0]) => a + b);
    return {
      accuracy: rounded(accuracy(outputs, test.labels)),
      columns,
      linear: isLinear((x) => model.forward(x)),
      sumsToOne: sums.every((sum) => Math.abs(sum - 1) < 1e-4),
      alike: unitsAlike(model),
      repeated,
    };
  });
}
