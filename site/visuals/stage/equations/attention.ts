/**
 * What one place takes along, for the look that is chosen: the first number of the mix, and one weight of it. Source: Vaswani et al.,
 * "Attention is all you need" (2017), equation 1.
 */
import { attentionPaths, type Loom, loomOf, mixAt, placeIn, strongestLook, valueAt } from '../../parts/cells/loom.ts';
import { numeral } from '../../parts/ink.ts';
import { bracketed, type LinkedEquationSource, type StepView, slot, term } from './LinkedEquationSource.ts';
import { numbersOf } from './numberOf.ts';
import { spoken } from './timeStep.ts';

const FEATURE = 0;
/** The formula names so many keys. */
const FEWEST = 4;

/** The layer that the figures stand at, or the first. */
function loomAt({ trace, op = '', config }: StepView): Loom | null {
  const paths = attentionPaths(trace);
  const path = paths.find((one) => op.startsWith(`${one}.`)) ?? paths[0];
  return path === undefined ? null : loomOf(trace, path, config);
}

function lookAt(
  { selection }: StepView,
  loom: Loom,
): { readonly head: number; readonly query: number; readonly key: number } {
  const isHere = selection?.op === `${loom.path}.weights` || selection?.op === `${loom.path}.scaled`;
  const [, head, query, key] = (isHere && selection?.index) || [];
  return head === undefined || query === undefined || key === undefined ? strongestLook(loom) : { head, query, key };
}

const weighted = (i: number | string): string => String.raw`${slot(`a${i}`, 'a')} \cdot ${slot(`v${i}`, 'v')}`;
const power = (i: number | string): string => String.raw`e^{\,${slot(`s${i}`, 's')}}`;

export const attention: LinkedEquationSource = {
  name: 'attention',
  symbols: String.raw`\begin{aligned} ${term('y', 'y_i')} &= \textstyle\sum_j ${term('a', 'a_{ij}')}\, ${term('v', 'v_j')} \\ ${term('a', 'a_{ij}')} &= \frac{e^{\,${term('s', 's_{ij}')}}}{\sum_{l} e^{\,${term('s', 's_{il}')}}}, \quad ${term('s', 's_{ij}')} = \frac{q_i \cdot k_j}{\sqrt D} \end{aligned}`,
  numbers: () =>
    String.raw`\begin{aligned} ${slot('y', 'y')} &= ${weighted(0)} \\ & \quad {} + ${weighted(1)} \\ & \quad {} + \cdots + ${weighted('last')} \\ ${slot('a', 'a')} &= \frac{e^{\,${slot('s', 's')}}}{${power(0)} + \cdots + ${power('last')}} \end{aligned}`,
  terms: [
    { sym: 's', tex: 's_{ij}' },
    { sym: 'a', tex: 'a_{ij}' },
    { sym: 'v', tex: 'v_j' },
    { sym: 'y', tex: 'y_i' },
  ],
  fill: (view) => {
    const { trace } = view;
    const loom = loomAt(view);
    if (loom === null) return null;
    const { weights, scores } = loom.numbers;
    if (weights === null || scores === null) return null;
    const { head, query, key } = lookAt(view, loom);
    const keys = Array.from({ length: loom.keys }, (_, j) => j).filter((j) => loom.mask?.(query, j) ?? true);
    const mix = mixAt(trace, loom, head, query);
    if (mix === null || keys.length < FEWEST) return null;
    const looks = keys.map((j) => {
      const value = valueAt(trace, loom, head, j)?.[FEATURE];
      const place = placeIn(loom, head, query, j);
      return value === undefined
        ? null
        : { j, s: numeral(scores[place]!), a: numeral(weights[place]!), v: bracketed(numeral(value)) };
    });
    if (looks.includes(null)) return null;
    const seen = looks as readonly NonNullable<(typeof looks)[number]>[];
    const last = seen.at(-1)!;
    const at = seen.find(({ j }) => j === key) ?? seen[0]!;
    const rows = spoken(seen.length).map((i) => {
      const { j, s, a, v } = seen[i]!;
      return {
        here: j === key,
        pieces: [
          { text: `${j + 1}  ` },
          { text: s, sym: 's' },
          { text: ' → ' },
          { text: a, sym: 'a' },
          { text: ' · ' },
          { text: v, sym: 'v' },
        ],
      };
    });
    const slots = {
      y: numeral(mix[FEATURE]!),
      a0: seen[0]!.a,
      v0: seen[0]!.v,
      a1: seen[1]!.a,
      v1: seen[1]!.v,
      alast: last.a,
      vlast: last.v,
      a: at.a,
      s: at.s,
      s0: seen[0]!.s,
      slast: last.s,
    };
    /** Features of all heads stand in one row: which of a value's or a mix's numbers is written. */
    const feature = (size: number, place: number): number => (place * loom.heads + head) * size + FEATURE;
    const written = [...new Set([...spoken(seen.length).map((i) => seen[i]!.j), at.j])];
    return {
      slots,
      rows,
      about: { head: head + 1, query: query + 1, key: at.j + 1, step: trace.step },
      drawn: () => {
        const output = { kind: 'output' } as const;
        const looksThere = written.map((j) => placeIn(loom, head, query, j));
        const [valueSize, mixSize] = [valueAt(trace, loom, head, written[0]!)!.length, mix.length];
        return [
          ...numbersOf(trace, `${loom.path}.scaled`, output, looksThere),
          ...numbersOf(trace, `${loom.path}.weights`, output, looksThere),
          ...numbersOf(
            trace,
            `${loom.path}.v`,
            output,
            written.map((j) => feature(valueSize, j)),
          ),
          ...numbersOf(trace, `${loom.path}.mixed`, output, [(head * loom.queries + query) * mixSize + FEATURE]),
        ];
      },
    };
  },
};
