/** A piece of DNA as rows A, C, G, T of zeros and ones. Of strand '-': its reverse complement. → [4, L] */
export function bases(sequence: string, strand: '+' | '-'): number[][] {
  // your turn: one row a base.
  return [];
}
