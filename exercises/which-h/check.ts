import { defineExercise } from '../grader/define.ts';

const steps = ['1e-1', '1e-3', '1e-5', '1e-8', '1e-12'];
const options = Object.fromEntries(steps.map((h) => [h, `h = ${h}`]));
type Curve = (x: number) => number;
type Round = (x: number) => number;

const centred = (J: Curve, x: number, h: number, round: Round): number =>
  round(round(J(round(x + h))) - round(J(round(x - h)))) / (2 * h);
const forward = (J: Curve, x: number, h: number): number => (J(x + h) - J(x)) / h;

/** The mean error over 400 places around x: one place may be lucky. */
function meanError(slope: (x: number) => number, truth: Curve, around: number): number {
  const places = Array.from({ length: 400 }, (_, i) => around * (0.9 + (0.2 * i) / 399));
  return places.reduce((sum, x) => sum + Math.abs(slope(x) - truth(x)), 0) / places.length;
}

function ordered(J: Curve, truth: Curve, around: number, round: Round = (x) => x): string[] {
  const errors = new Map(steps.map((h) => [h, meanError((x) => centred(J, x, Number(h), round), truth, around)]));
  return steps.toSorted((a, b) => errors.get(a)! - errors.get(b)!);
}

/** The least mean error over a ladder of h. */
const floor = (slope: (x: number, h: number) => number): number =>
  Math.min(...Array.from({ length: 100 }, (_, i) => meanError((x) => slope(x, 10 ** (-i / 8)), Math.cos, 1)));

/** All five are measured, not remembered. */
function measured() {
  const worse = floor((x, h) => forward(Math.sin, x, h)) / floor((x, h) => centred(Math.sin, x, h, (y) => y));
  const bend = meanError(
    (x) =>
      centred(
        (y) => y * y,
        x,
        0.1,
        (y) => y,
      ),
    (x) => 2 * x,
    1,
  );
  return {
    float64: ordered(Math.sin, Math.cos, 1),
    float32: ordered(Math.sin, Math.cos, 1, Math.fround)[0]!,
    forward: worse > 30 ? 'worse' : worse < 1 ? 'better' : 'alike',
    parabola: bend < 1e-12 ? 'none' : bend < 0.05 ? 'h2' : 'h',
    far: ordered(
      (x) => (x / 1e6) ** 3,
      (x) => (3 * x * x) / 1e18,
      2e6,
    )[0]!,
  };
}

export default defineExercise({
  kind: 'choice',
  name: 'answers',
  cases: [],
  questions: [
    {
      id: 'float64',
      title: 'sin x near x = 1 in float64: from the smallest error to the largest',
      options,
      order: true,
    },
    { id: 'float32', title: 'The same in float32: which h is best?', options },
    {
      id: 'forward',
      title: 'The one-sided difference at its own best h, beside the centred one at its best',
      options: {
        alike: 'about as good',
        worse: 'some hundred times worse',
        better: 'better: one evaluation less to round',
      },
    },
    {
      id: 'parabola',
      title: 'The centred difference’s error for J = x² at h = 0.1, apart from rounding',
      options: { none: 'none', h: 'about h', h2: 'about h²' },
    },
    { id: 'far', title: 'J = (x / 10⁶)³ near x = 2,000,000 in float64: which h is best?', options },
  ],
  truth: measured,
});
