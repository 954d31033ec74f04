/** What of the exported train.py knows that there are other processes, read from its text. */

/** The function that trains, as it stands in the file, and what weighs a share. */
export function shownOf(source: string): string {
  const lines = source.split('\n');
  const [from, to] = ['def train(', 'if __name__'].map((begin) => lines.findIndex((line) => line.startsWith(begin)));
  return lines.slice(from, to).join('\n').trimEnd();
}

/** Code, not its description. */
const isCode = (line: string): boolean => line.trim() !== '' && !/^\s*("""|#)/.test(line);

export const isDistributed = (line: string): boolean =>
  isCode(line) && /\b(?:dist\.|world\b|rank\b|RANK\b|DistributedDataParallel|everybody|backward_of_share)/.test(line);

export function scriptFacts(source: string): { readonly marked: number; readonly lines: number } {
  const lines = shownOf(source).split('\n').filter(isCode);
  return { marked: lines.filter(isDistributed).length, lines: lines.length };
}
