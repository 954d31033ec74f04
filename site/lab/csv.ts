/** The numbers of a trace as CSV (RFC 4180): every digit that was recorded, one number a row, by its address. Pure. */
import type { StepMetrics, StepTrace, TensorData } from '../player/protocol.ts';

const field = (value: string | number): string => {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const table = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');

/** What every step reported: a column a number, by the name that the program has for it. */
export function curveCsv(metrics: readonly StepMetrics[]): string {
  const names = [...new Set(metrics.flatMap((entry) => Object.keys(entry.metrics)))];
  return table([
    ['step', ...names],
    ...metrics.map(({ step, metrics: own }) => [step, ...names.map((name) => own[name] ?? '')]),
  ]);
}

/** Every number of one step: part of the step, op, tensor, its label, index in it, value. */
export function stepCsv(trace: StepTrace): string {
  const rows: (string | number)[][] = [['step', 'part', 'op', 'tensor', 'name', 'index', 'value']];
  const add = (part: string, op: string, tensor: string, id: number | null): void => {
    const data = id === null ? undefined : trace.tensors.get(id);
    if (data === undefined) return;
    for (let i = 0; i < data.values.length; i++)
      rows.push([trace.step, part, op, tensor, data.label, placeOf(i, data), data.values[i]!]);
  };
  for (const { label, inputs, output } of trace.ops) {
    for (const [place, id] of inputs.entries()) add('forward', label, `input${place}`, id);
    add('forward', label, 'output', output);
  }
  const walked = trace.ops
    .filter(({ backward }) => backward !== null)
    .sort((a, b) => a.backward!.index - b.backward!.index);
  for (const { label, backward } of walked) {
    add('backward', label, 'gradOutput', backward!.gradOutput);
    for (const [place, id] of backward!.gradInputs.entries()) add('backward', label, `gradInput${place}`, id);
  }
  for (const { label, before, gradient, after } of trace.updates) {
    add('update', label, 'before', before);
    add('update', label, 'gradient', gradient);
    add('update', label, 'after', after);
  }
  return table(rows);
}

/** `2 0 1`: along each axis. Of a batch of which one example was kept, that example's. */
function placeOf(at: number, { shape, item }: TensorData): string {
  const axes = item === null ? shape : shape.slice(1);
  const index: number[] = [];
  let rest = at;
  for (const size of axes.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return (item === null ? index : [item, ...index]).join(' ');
}
