/** The standard deviation of a layer's first weights. shape: [out, in, …kernel] */
export function firstStd(shape: number[], rule: 'xavier' | 'he'): number {
  // your turn: count the fans, then choose.
  return 1;
}
