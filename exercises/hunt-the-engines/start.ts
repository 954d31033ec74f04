interface ValueLike {
  readonly data: number;
  readonly grad: number;
  add(other: ValueLike | number): ValueLike;
  mul(other: ValueLike | number): ValueLike;
  tanh(): ValueLike;
  pow(n: number): ValueLike;
  backward(): void;
}

/**
 * Whether an engine walks back rightly, as far as a test can tell.
 *
 * makeValue: a leaf. random(): a number from 0 to 1.
 */
export function isRight(makeValue: (data: number) => ValueLike, random: () => number): boolean {
  const x = makeValue(3);
  x.mul(2).backward();
  // your turn: this asks for one slope only. What else can go wrong?
  return x.grad === 2;
}
