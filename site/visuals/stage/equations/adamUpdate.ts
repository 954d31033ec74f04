/**
 * Adam's step for one parameter, from its two running means: the first number of the first parameter. The numbers are those that the optimizer
 * kept after the step. Source: Kingma & Ba, "Adam" (2015), algorithm 1.
 */
import type { StepTrace, UpdateTrace } from '../../../player/protocol.ts';
import { numeral } from '../../parts/ink.ts';
import { bracketed, type LinkedEquationSource, slot, term } from './LinkedEquationSource.ts';

const theta = term('theta', String.raw`\theta`);
const eta = term('lr', String.raw`\eta`);
const g = term('grad', 'g');
const m = term('mean', 'm');
const v = term('variance', 'v');
const mHat = term('mean', String.raw`\hat m`);
const vHat = term('variance', String.raw`\hat v`);

/** What an update leaves of a number of it: null where it is not Adam's, or was not kept. */
function kept(trace: StepTrace, update: UpdateTrace | undefined) {
  const first = (id: number | undefined): number | undefined => trace.tensors.get(id ?? Number.NaN)?.values[0];
  const memory = (name: string): number | undefined => first(update?.state.find((entry) => entry.name === name)?.after);
  const [before, after, gradient] = [first(update?.before), first(update?.after), first(update?.gradient)];
  const [mean, variance] = [memory('mean'), memory('variance')];
  const shape = trace.tensors.get(update?.before ?? Number.NaN)?.shape ?? [];
  const { beta1, beta2 } = update?.settings ?? {};
  if (before === undefined || after === undefined || gradient === undefined) return null;
  if (mean === undefined || variance === undefined || typeof beta1 !== 'number' || typeof beta2 !== 'number')
    return null;
  const steps = update!.steps;
  return {
    before,
    after,
    gradient,
    mean,
    variance,
    place: shape.map(() => 0).join(','),
    corrected: [mean / (1 - beta1 ** steps), variance / (1 - beta2 ** steps)],
  };
}

export const adamUpdate: LinkedEquationSource = {
  name: 'adam-update',
  symbols: String.raw`\begin{aligned} ${m} &\leftarrow \beta_1 ${m} + (1 - \beta_1)\, ${g} & ${mHat} &= \tfrac{m}{1 - \beta_1^t} \\ ${v} &\leftarrow \beta_2 ${v} + (1 - \beta_2)\, ${g}^2 & ${vHat} &= \tfrac{v}{1 - \beta_2^t} \\ ${theta} &\leftarrow ${theta} - ${eta}\, \tfrac{\hat m}{\sqrt{\hat v} + \varepsilon} \end{aligned}`,
  numbers: () =>
    String.raw`\begin{aligned} & ${g} = ${slot('grad', 'grad')} \\ & ${m} = ${slot('m', 'mean')} \;\to\; ${mHat} = ${slot('mHat', 'mean')} \\ & ${v} = ${slot('v', 'variance')} \;\to\; ${vHat} = ${slot('vHat', 'variance')} \\ & ${slot('after', 'theta')} = ${slot('before', 'theta')} - ${slot('lr', 'lr')} \cdot \tfrac{${slot('mTop', 'mean')}}{\sqrt{${slot('vRoot', 'variance')}} + \varepsilon} \end{aligned}`,
  terms: [
    { sym: 'grad', tex: 'g' },
    { sym: 'mean', tex: String.raw`\hat m` },
    { sym: 'variance', tex: String.raw`\hat v` },
    { sym: 'lr', tex: String.raw`\eta` },
    { sym: 'theta', tex: String.raw`\theta` },
  ],
  fill: ({ trace }) => {
    const [update] = trace.updates;
    const found = kept(trace, update);
    if (found === null) return null;
    const [mHatValue, vHatValue] = found.corrected as [number, number];
    return {
      slots: {
        grad: numeral(found.gradient),
        m: numeral(found.mean),
        mHat: numeral(mHatValue),
        v: numeral(found.variance),
        vHat: numeral(vHatValue),
        before: numeral(found.before, 6),
        after: numeral(found.after, 6),
        lr: String(Number(trace.lr.toPrecision(6))),
        mTop: bracketed(numeral(mHatValue)),
        vRoot: numeral(vHatValue),
      },
      rows: [],
      about: { parameter: update!.label, step: trace.step },
      drawn: () => [
        { id: 'lr', value: trace.lr },
        ...(['before', 'gradient', 'mean', 'variance', 'after'] as const).map((when) => ({
          id: `parameter ${update!.label} ${when}[${found.place}]`,
          value: found[when],
        })),
      ],
    };
  },
};
