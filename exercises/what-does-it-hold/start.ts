// your turn: replace every null by the number that is printed. x is 5, y is 2.

export const answers = {
  /** L = x·y + x; L.backward(); print x.grad */
  once: null,
  /** L = x·y + x; L.backward(); L = x·y + x; L.backward(); print x.grad */
  twice: null,
  /** L = x·y + x; L.backward(); zeroGrad(); L = x·y + x; L.backward(); print x.grad */
  emptied: null,
  /** L = x·y + x; L.backward(); zeroGrad(); print x */
  value: null,
  /** A = x·y; B = x·x; A.backward(); B.backward(); print x.grad */
  losses: null,
};
