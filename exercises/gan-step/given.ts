/** Two small players, and the spy that notes who moves in which half, which gradients are there, and how often noise is drawn. */
import {
  bceWithLogits,
  Linear,
  type Module,
  noGrad,
  ones,
  Sequential,
  SGD,
  Tanh,
  type Tensor,
  tensor,
} from '#framework';

/** Names of parameters and their numbers, of both players. */
export interface Weights {
  readonly generator: Readonly<Record<string, unknown>>;
  readonly discriminator: Readonly<Record<string, unknown>>;
}

type Player = 'generator' | 'discriminator';
type Both<T> = Readonly<Record<Player, T>>;
type GanStep = (
  players: Both<Sequential>,
  optimizers: Both<SGD>,
  real: Tensor,
  noise: (n: number) => Tensor,
) => { discriminator: number; generator: number };

const who = ['generator', 'discriminator'] as const;

const network = (inputs: number, hidden: number, outputs: number, weights: Weights[Player]): Sequential => {
  const model = new Sequential(new Linear(inputs, hidden), new Tanh(), new Linear(hidden, outputs));
  model.loadStateDict(
    Object.fromEntries(Object.entries(weights).map(([name, value]) => [name, tensor(value as number[])])),
  );
  return model;
};

const numbers = (model: Module): number[] =>
  noGrad(() => [...model.parameters()].flatMap((parameter) => [...parameter.dataSync()]));
/** A parameter without a gradient has zeros. */
const gradients = (model: Module): number[] =>
  [...model.parameters()].flatMap(({ grad, size }) => (grad ? [...grad.dataSync()] : Array<number>(size).fill(0)));

/**
 * What the steps do: what each returned, after every call of an optimizer's `step` who moved, with which gradients, how much noise was
 * asked for, whether the discriminator's walk reached into the generator, and the weights at the end.
 */
export function drive(
  { ganStep }: { readonly ganStep: GanStep },
  weights: Weights,
  rates: Both<number>,
  batches: readonly (readonly (readonly number[])[])[],
  noise: readonly (readonly number[])[],
) {
  const players: Both<Sequential> = {
    generator: network(2, 2, 2, weights.generator),
    discriminator: network(2, 2, 1, weights.discriminator),
  };
  const optimizers: Both<SGD> = {
    generator: new SGD(players.generator.parameters(), { lr: rates.generator }),
    discriminator: new SGD(players.discriminator.parameters(), { lr: rates.discriminator }),
  };
  // Somebody has been here before, and left gradients in both.
  const before = players.discriminator.forward(players.generator.forward(tensor([[1, -1]])));
  bceWithLogits(before, ones([1, 1])).backward();
  const halves: { steps: string; moved: string; gradient: number[] }[] = [];
  let reached = false;
  let entered: string[] = [];
  for (const player of who) {
    const optimizer = optimizers[player];
    const step = optimizer.step.bind(optimizer);
    optimizer.step = () => {
      const [then, gradient] = [who.map((one) => numbers(players[one])), gradients(players[player])];
      const left = gradients(players.generator);
      if (player === 'discriminator' && left.some((value) => value !== 0) && !entered.includes(String(left)))
        reached = true;
      step();
      const moved = who.filter((one, i) => numbers(players[one]).some((value, at) => value !== then[i]![at]));
      halves.push({ steps: player, moved: moved.join(' and '), gradient });
    };
  }
  let at = 0;
  const draws: number[] = [];
  const draw = (n: number): Tensor => {
    draws.push(n);
    return tensor(Array.from({ length: n }, () => [...noise[at++ % noise.length]!]));
  };
  const paid = batches.map((rows) => {
    entered = [String(gradients(players.generator))];
    const { discriminator, generator } = ganStep(players, optimizers, tensor(rows.map((row) => [...row])), draw);
    return { discriminator, generator };
  });
  return {
    paid,
    halves,
    draws,
    discriminatorReachedTheGenerator: reached,
    end: { generator: numbers(players.generator), discriminator: numbers(players.discriminator) },
  };
}
