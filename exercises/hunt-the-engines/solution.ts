interface ValueLike {
  readonly data: number;
  readonly grad: number;
  add(other: ValueLike | number): ValueLike;
  mul(other: ValueLike | number): ValueLike;
  tanh(): ValueLike;
  pow(n: number): ValueLike;
  backward(): void;
}

type Formula = (x: ValueLike) => ValueLike;
type MakeValue = (data: number) => ValueLike;

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(a), Math.abs(b));

/** The slope as the values alone tell it. */
function measured(formula: Formula, makeValue: MakeValue, at: number): number {
  const h = 1e-5;
  return (formula(makeValue(at + h)).data - formula(makeValue(at - h)).data) / (2 * h);
}

/** x twice in one op; a value in between used at different depths; upstreams that are no whole numbers; forty in a row. */
const formulas: readonly Formula[] = [
  (x) => x.mul(x),
  (x) => x.add(x),
  (x) => x.tanh().mul(0.3).pow(3),
  (x) => {
    const b = x.add(x);
    return b.mul(b);
  },
  (x) => {
    const h = x.tanh();
    const deep = h.mul(2).tanh().mul(h);
    return deep.add(h).mul(0.7);
  },
  (x) => {
    const h = x.tanh();
    return h.add(h.mul(2).tanh().mul(h));
  },
  (x) => {
    let s = x;
    for (let i = 0; i < 40; i++) s = s.mul(0.99);
    return s;
  },
];

const slopesAreRight = (makeValue: MakeValue, at: number): boolean =>
  formulas.every((formula) => {
    const x = makeValue(at);
    formula(x).backward();
    return near(x.grad, measured(formula, makeValue, at));
  });

/** Leaves add up over walks; values in between begin anew, and may be used again. */
function walksAgain(makeValue: MakeValue, at: number): boolean {
  const x = makeValue(at);
  const a = x.mul(x);
  const b = a.mul(2);
  b.backward();
  b.backward();
  const twice = near(x.grad, 8 * at);
  a.mul(3).backward();
  return twice && near(x.grad, 14 * at);
}

function survivesDepth(makeValue: MakeValue): boolean {
  const x = makeValue(0.5);
  let s = x.add(0);
  for (let i = 0; i < 12_000; i++) s = s.add(x);
  s.backward();
  return near(x.grad, 12_001);
}

/** Whether an engine walks back rightly. */
export function isRight(makeValue: MakeValue, random: () => number): boolean {
  const at = 0.4 + 0.8 * random();
  try {
    return slopesAreRight(makeValue, at) && walksAgain(makeValue, at) && survivesDepth(makeValue);
  } catch {
    return false;
  }
}
