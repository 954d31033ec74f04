/** The model of letters on which a step is tried, and the spy that reads gradients at the moment of each step. */
import { Embedding, Linear, Module, noGrad, RNN, SGD, type Tensor, tensor } from '#framework';

export interface Weights {
  readonly [name: string]: readonly number[] | readonly (readonly number[])[];
}

class CharModel extends Module {
  readonly embedding: Embedding;
  readonly rnn: RNN;
  readonly head: Linear;

  constructor(vocabulary: number, width: number, hidden: number) {
    super();
    this.embedding = new Embedding(vocabulary, width);
    this.rnn = new RNN(width, hidden, { batchFirst: true });
    this.head = new Linear(hidden, vocabulary);
  }

  forward(tokens: Tensor, state: Tensor | null): [logits: Tensor, state: Tensor] {
    const [outputs, after] = this.rnn.forward(this.embedding.forward(tokens), state ?? undefined);
    return [this.head.forward(outputs), after];
  }
}

type TrainStep = (
  model: CharModel,
  optimizer: SGD,
  text: Int32Array,
  state: Tensor | null,
  maxNorm: number,
) => { loss: number; state: Tensor };

/** One piece of text; `fresh` begins a new sequence, without a state. */
export interface Piece {
  readonly text: readonly number[];
  readonly fresh: boolean;
}

/** Losses, states and weights after each piece, and the joint norm of the gradients at the moment of each step. */
export function drive(
  { trainStep }: { readonly trainStep: TrainStep },
  sizes: readonly [vocabulary: number, width: number, hidden: number],
  weights: Weights,
  lr: number,
  maxNorm: number,
  pieces: readonly Piece[],
) {
  const model = new CharModel(...sizes);
  const given = Object.entries(weights).map(([name, value]) => [name, tensor(value as number[])] as const);
  model.loadStateDict(Object.fromEntries(given));
  const optimizer = new SGD(model.parameters(), { lr });
  const norms: number[] = [];
  const step = optimizer.step.bind(optimizer);
  optimizer.step = () => {
    const squares = optimizer.parameters().flatMap(({ grad }) => (grad ? [...grad.dataSync()].map((g) => g * g) : []));
    norms.push(Math.sqrt(squares.reduce((a, b) => a + b, 0)));
    step();
  };
  let state: Tensor | null = null;
  const after = pieces.map(({ text, fresh }) => {
    const done = trainStep(model, optimizer, Int32Array.from(text), fresh ? null : state, maxNorm);
    state = done.state;
    return {
      loss: done.loss,
      state: [...done.state.dataSync()],
      weights: noGrad(() => [...model.parameters()].flatMap((parameter) => [...parameter.dataSync()])),
    };
  });
  return { norms, after };
}
