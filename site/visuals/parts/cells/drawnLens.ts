/** The numbers of a lens with their addresses: the window, the kernel, the bias, and the pixel that they make. */
import type { StepTrace } from '../../../player/protocol.ts';
import type { Drawn } from '../drawn.ts';
import { type Lens, slidesAlong } from './lens.ts';

/** In the padding there is no number, and none is given. */
export function drawnLens(
  trace: StepTrace,
  { op, place, window, kernel, kernelColumns, channelRows, top, left, bias, output }: Lens,
): readonly Drawn[] {
  const isAlong = slidesAlong(op);
  const { filter, row, column } = place;
  const spot = (cell: number): readonly [channel: number, row: number, column: number] => {
    const at = Math.floor(cell / kernelColumns);
    return [Math.floor(at / channelRows), at % channelRows, cell % kernelColumns];
  };
  /** Along a sequence there are no rows. */
  const index = (before: readonly number[], [channel, y, x]: readonly [number, number, number]): string =>
    [...before, channel, ...(isAlong ? [] : [y]), x].join(',');
  return [
    { id: `${op.label} output[${[trace.item, filter, ...(isAlong ? [] : [row]), column]}]`, value: output },
    { id: `${op.label} input2[${filter}]`, value: bias },
    ...kernel.map((value, cell) => ({ id: `${op.label} input1[${index([filter], spot(cell))}]`, value })),
    ...window.flatMap((value, cell) => {
      const [channel, y, x] = spot(cell);
      if (value === null) return [];
      return [{ id: `${op.label} input0[${index([trace.item], [channel, top + y, left + x])}]`, value }];
    }),
  ];
}
