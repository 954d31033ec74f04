/** How the student's function is asked: of a small network with fixed weights; what comes back are maps, and what became of the network. */
import {
  Dropout,
  Flatten,
  Generator,
  Linear,
  type Module,
  noGrad,
  ones,
  Sequential,
  Tanh,
  type Tensor,
  tensor,
} from '#framework';

const UNITS = 4;
const CLASSES = 3;

const filler = (size: number, from: number): number[] =>
  Array.from({ length: size }, (_, i) => Math.round(1000 * Math.sin(1 + 2.3 * (i + from))) / 1000);

interface Setting {
  readonly sureness?: number;
  readonly dropout?: boolean;
  readonly training?: boolean;
  readonly calls?: number;
  readonly holdsGradients?: boolean;
}

type Saliency = (model: Module & { forward(x: Tensor): Tensor }, image: Tensor, cls: number) => Tensor;

export function drive(student: { readonly saliency: Saliency }, picture: number[][], cls: number, setting: Setting) {
  const { sureness = 1, dropout = false, training = false, calls = 1, holdsGradients = false } = setting;
  const [rows, columns] = [picture.length, picture[0]!.length];
  const generator = new Generator(1);
  const first = new Linear(rows * columns, UNITS, { bias: false, generator });
  const last = new Linear(UNITS, CLASSES, { bias: false, generator });
  const model = new Sequential({
    flatten: new Flatten(),
    first,
    tanh: new Tanh(),
    ...(dropout ? { dropout: new Dropout(0.5, { generator }) } : {}),
    last,
  });
  noGrad(() => {
    first.weight.copyFrom_(filler(first.weight.size, 0));
    last.weight.copyFrom_(filler(last.weight.size, 50).map((value) => sureness * value));
  });
  model.train(training);
  if (holdsGradients) for (const parameter of model.parameters()) parameter.grad = ones(parameter.shape);
  const image = tensor(picture.flat(), { shape: [1, 1, rows, columns], dtype: 'float32' });
  const maps = Array.from({ length: calls }, () => student.saliency(model, image, cls).toArray());
  // One number for each parameter that holds a gradient: its mean.
  const gradients = [...model.parameters()].flatMap(({ grad }) => (grad === null ? [] : [grad.mean().itemSync()]));
  return { maps, training: model.training, gradients };
}
