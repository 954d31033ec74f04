// A mistake of grammar.
export function crossEntropyGradient( {
