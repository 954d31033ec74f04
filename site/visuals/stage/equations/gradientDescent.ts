/**
 * Gradient descent for one parameter: the selected one, or the middle of the first kernel. A run of plain gradient descent
 * makes exactly the written step, and tests hold it to that. With momentum or Adam the recorded change is another number: then
 * `before`, `after`, the gradient and the rate stand side by side with the run's own rule, and no equality is claimed.
 * Sources: Robbins & Monro (1951); momentum as in Sutskever et al. (2013); Adam: Kingma & Ba (2015), algorithm 1.
 */
import type { Selection } from '../../../player/Player.ts';
import type { StepTrace } from '../../../player/protocol.ts';
import { flatOf } from '../../parts/cells/cellLayout.ts';
import { changeOf } from '../../parts/cells/changeOf.ts';
import { opOf } from '../../parts/cells/shownTensor.ts';
import { numeral } from '../../parts/ink.ts';
import { bracketed, type LinkedEquationSource, slot, term } from './LinkedEquationSource.ts';

const theta = term('theta', String.raw`\theta`);
const eta = term('lr', String.raw`\eta`);
const grad = term('grad', String.raw`\nabla_{\!\theta} L`);

interface Chosen {
  readonly label: string;
  readonly index: readonly number[];
}

/** The parameter a selection names, and which of its numbers. */
function chosenParameter(trace: StepTrace, selection: Selection | null): Chosen {
  const op = selection && opOf(trace, selection.op);
  if (op && 'place' in selection.tensor) {
    const parameter = trace.tensors.get(op.inputs[selection.tensor.place] ?? Number.NaN);
    const update = trace.updates.find(({ label }) => label === parameter?.label);
    if (update !== undefined && parameter !== undefined)
      return { label: update.label, index: parameter.shape.map((_, axis) => selection.index?.[axis] ?? 0) };
  }
  const first = trace.updates[0];
  const shape = trace.tensors.get(first?.before ?? Number.NaN)?.shape ?? [];
  // The middle of its last two axes: of a 3×3 kernel, the centre.
  return {
    label: first?.label ?? '',
    index: shape.map((size, axis) => (axis >= shape.length - 2 ? Math.floor(size / 2) : 0)),
  };
}

export const gradientDescent: LinkedEquationSource = {
  name: 'gradient-descent',
  symbols: String.raw`${theta} \;\leftarrow\; ${theta} - ${eta} \; ${grad}`,
  numbers: () =>
    String.raw`${slot('after', 'theta')} = ${slot('before', 'theta')} - ${slot('lr', 'lr')} \cdot ${slot('grad', 'grad')}`,
  variantNumbers: (text) =>
    String.raw`\begin{aligned} & \underset{\text{${text('before')}}}{${slot('before', 'theta')}} \;\longrightarrow\; \underset{\text{${text('after')}}}{${slot('after', 'theta')}} \qquad \underset{\text{${text('change')}}}{${slot('change', 'theta')}} \\ & ${eta} = ${slot('lr', 'lr')} \qquad ${term('grad', String.raw`\tfrac{\partial L}{\partial \theta}`)} = ${slot('grad', 'grad')} \end{aligned}`,
  terms: [
    { sym: 'theta', tex: String.raw`\theta` },
    { sym: 'lr', tex: String.raw`\eta` },
    { sym: 'grad', tex: String.raw`\nabla_{\!\theta} L` },
  ],
  variants: {
    momentum: String.raw`v \leftarrow \mu v + ${grad}, \qquad ${theta} \leftarrow ${theta} - ${eta} \, v`,
    adam: String.raw`m \leftarrow \beta_1 m + (1 - \beta_1) ${grad}, \quad v \leftarrow \beta_2 v + (1 - \beta_2) \bigl(${grad}\bigr)^2, \quad ${theta} \leftarrow ${theta} - ${eta} \, \frac{\hat{m}}{\sqrt{\hat{v}} + \epsilon}`,
  },
  variantOf: ({ optimizer, momentum }) => {
    if (/adam/i.test(String(optimizer))) return 'adam';
    return Number(momentum ?? 0) > 0 || /momentum/i.test(String(optimizer)) ? 'momentum' : null;
  },
  fill: ({ trace, selection }) => {
    const { label, index } = chosenParameter(trace, selection);
    const update = trace.updates.find((entry) => entry.label === label);
    const before = trace.tensors.get(update?.before ?? Number.NaN);
    const after = trace.tensors.get(update?.after ?? Number.NaN);
    const gradient = trace.tensors.get(update?.gradient ?? Number.NaN);
    const change = changeOf(trace, label);
    if (before === undefined || after === undefined || gradient === undefined || change === null) return null;
    const at = flatOf(before.shape, index);
    const slots = {
      before: numeral(before.values[at]!, 6),
      after: numeral(after.values[at]!, 6),
      change: numeral(change.values[at]!),
      lr: String(Number(trace.lr.toPrecision(6))), // 0.2 stays 0.2; a falling rate does not spill over the line
      grad: bracketed(numeral(gradient.values[at]!)),
    };
    const parts = { before, gradient, after };
    return {
      slots,
      rows: [],
      about: { parameter: `${label}[${index.join(', ')}]`, step: trace.step },
      drawn: () => [
        { id: 'lr', value: trace.lr },
        ...Object.entries(parts).map(([when, { values }]) => ({
          id: `parameter ${label} ${when}[${index.join(',')}]`,
          value: values[at]!,
        })),
      ],
    };
  },
};
