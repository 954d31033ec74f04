// Arrays in arrays in arrays, without end.
export function crossEntropyGradient(logits, labels) {
  const answer = [];
  answer[0] = answer;
  return answer;
}
