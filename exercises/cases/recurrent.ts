/** One step of the framework's own recurrent layers: the independent truth of exercises that write a cell. float32. */
import { type Module, noGrad, type Tensor, tensor } from '#framework';

/** Weights of a cell in PyTorch's layout: a row for each output. */
export interface Weights {
  readonly ih: number[][];
  readonly hh: number[][];
  readonly bih: number[];
  readonly bhh: number[];
}

type Layer = Module & { forward(x: Tensor, state?: unknown): readonly [Tensor, unknown] };

/**
 * The states after one step, each [N, H].
 *
 * @param Cell RNN, GRU or LSTM
 * @param states one state, or state and memory
 */
export function onlyStep(
  Cell: new (inputs: number, hidden: number) => Layer,
  x: number[][],
  states: readonly number[][][],
  { ih, hh, bih, bhh }: Weights,
): number[][][] {
  const layer = new Cell(x[0]!.length, states[0]![0]!.length);
  layer.loadStateDict({
    weight_ih_l0: tensor(ih),
    weight_hh_l0: tensor(hh),
    bias_ih_l0: tensor(bih),
    bias_hh_l0: tensor(bhh),
  });
  const before = states.map((state) => tensor([state]));
  const [, after] = noGrad(() => layer.forward(tensor([x]), before.length === 1 ? before[0] : before));
  return (Array.isArray(after) ? (after as Tensor[]) : [after as Tensor]).map(
    (state) => (state.toArray() as number[][][])[0]!,
  );
}
