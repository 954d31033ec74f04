/** Numbers of lesson 8, read off the loss of a classifier's step. */
import type { StepTrace } from '../../player/protocol.ts';
import { classesOf, floorOfTwice, loudest, loudOf, partOf } from '../parts/cells/loud.ts';
import type { Measure } from './Measure.ts';

/** The question is about this step. */
const STUBBORN_AT = 50;
/** The ops in which a softmax without its shift goes, in the order of the question's choices. */
const WAY: readonly string[] = ['exp', 'sum', 'div', 'log'];

/** In per cent: what the example that pays most is of the batch's loss, or of its pulls. */
function loudestPart(trace: StepTrace | null, of: 'price' | 'pull'): number | null {
  const all = trace?.step === STUBBORN_AT ? loudOf(trace) : null;
  const [first] = all === null ? [] : loudest(all, 1);
  return all === null || first === undefined ? null : 100 * partOf(all, first, of);
}

export const softmaxMeasures = {
  'loudest-of-loss': ({ trace }) => loudestPart(trace, 'price'),
  'loudest-of-pulls': ({ trace }) => loudestPart(trace, 'pull'),
  /** Which example of the data pays most, at any step. */
  'loudest-example': ({ trace }) => {
    const all = trace === null ? null : loudOf(trace);
    return all === null ? null : (loudest(all, 1)[0]?.id ?? null);
  },
  'classes-told-apart': ({ trace }) => (trace === null ? null : classesOf(trace)),
  'examples-in-batch': ({ trace }) => trace?.batchIds.length ?? null,
  /** What the loss cannot fall below where softmax is applied twice. */
  'floor-of-twice': ({ trace }) => {
    const classes = trace === null ? null : classesOf(trace);
    return classes === null ? null : floorOfTwice(classes);
  },
  /** Of two tracks, in the second: which op is the first whose output holds a NaN, as a place in the choices; null while there is none. */
  'first-nan': ({ tracks }) => {
    const trace = tracks[1]?.trace;
    const first = trace?.ops.find(({ output }) => trace.tensors.get(output)?.values.some(Number.isNaN));
    const place = first === undefined ? -1 : WAY.indexOf(first.name);
    return place < 0 ? null : place;
  },
} satisfies Readonly<Record<string, Measure>>;
