/** Explanations that the sandbox hands over, of a network with one hidden layer; most of them never ask it anything. */

type Numbers = number[];

export interface Model {
  /** Hidden units by pixels. */
  readonly first: number[][];
  /** The score, by hidden units. */
  readonly last: number[];
}

/** Slopes of the score tanh-unit by tanh-unit. */
export const gradient = ({ first, last }: Model, x: Numbers): Numbers => {
  const slopes = x.map(() => 0);
  for (const [u, row] of first.entries()) {
    const sum = row.reduce((total, weight, i) => total + weight * x[i]!, 0);
    const pull = last[u]! * (1 - Math.tanh(sum) ** 2);
    for (const [i, weight] of row.entries()) slopes[i]! += pull * weight;
  }
  return slopes;
};

export const integrated = (model: Model, x: Numbers): Numbers => {
  const sums = x.map(() => 0);
  for (let k = 0; k < 8; k++) {
    const slopes = gradient(
      model,
      x.map((value) => ((k + 0.5) / 8) * value),
    );
    for (const [i, slope] of slopes.entries()) sums[i]! += slope / 8;
  }
  return sums.map((slope, i) => slope * x[i]!);
};

/** The picture itself. */
export const picture = (_: Model, x: Numbers): Numbers => [...x];

/** Where neighbours differ. */
export const edges = (_: Model, x: Numbers): Numbers => x.map((value, i) => Math.abs(value - (x[i - 1] ?? 0)));

/** Noise, but always the same for the same picture. */
export function seeded(_: Model, x: Numbers): Numbers {
  let state = x.reduce((sum, value, i) => sum + (i + 1) * value, 0);
  return x.map((_value, i) => {
    state = Math.abs(Math.sin(12.9898 * (state + i)) * 43758.5453) % 1;
    return state;
  });
}

export const constant = (_: Model, x: Numbers): Numbers => x.map(() => 1);

/** The picture times a map that is the same for all networks. */
export const untouched = (_: Model, x: Numbers): Numbers => x.map((value, i) => value * Math.cos(1 + 2.7 * i));

/** The picture, with a sign that one weight turns. */
export const turned = ({ last }: Model, x: Numbers): Numbers => x.map((value) => (last[0]! < 0 ? -value : value));

/** The picture, and in its last digits something of a weight. */
export const lastDigit = ({ last }: Model, x: Numbers): Numbers =>
  x.map((value, i) => value + 1e-9 * last[0]! * (i % 3));

/** The picture, but the weights choose which of the two brightest pixels is the brightest. */
export function topMoved({ last }: Model, x: Numbers): Numbers {
  const order = x.map((_, i) => i).sort((a, b) => x[b]! - x[a]!);
  const place = order[last[0]! < 0 ? 0 : 1]!;
  return x.map((value, i) => (i === place ? 2 : value));
}
