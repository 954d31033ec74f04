/** The benchmark's result as lines to read: ours first, then how many times as long each peer takes. */

/** First and latest; empty where there is no loss, or the library tells none. */
export type Losses = readonly number[];

/** One workload, measured: matrix products also as GFLOP/s. */
export interface Row {
  readonly name: string;
  readonly shape: string;
  readonly medianMs: number;
  readonly runs: number;
  readonly gflops?: number;
  /** Of a training step: its first loss and its latest. */
  readonly losses: Losses;
  /** For each peer, in order: its median and how many times ours it is (medians over the rounds), or why there is none. */
  readonly peers: readonly (
    | { readonly medianMs: number; readonly ratio: number; readonly losses: Losses }
    | { readonly cannot: string }
  )[];
}

/** The middle one; of an even number the upper. */
export const medianOf = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

const milliseconds = (ms: number): string => ms.toFixed(ms < 10 ? 3 : ms < 100 ? 2 : 1);

/** `12.30 ms, 1.63 ×`: above 1 the peer is slower than we are. */
const peerText = (peer: Row['peers'][number]): string =>
  'cannot' in peer ? '–' : `${milliseconds(peer.medianMs)} ms, ${peer.ratio.toFixed(2)} ×`;

/** A row as one line of progress. */
export function rowText({ name, medianMs, runs, gflops, shape, peers }: Row, peerNames: readonly string[]): string {
  const own =
    gflops === undefined ? `${milliseconds(medianMs).padStart(9)} ms a step (${runs} runs)` : `${gflops} GFLOP/s`;
  const others = peers.map((peer, i) => `${peerNames[i]} ${'cannot' in peer ? `– (${peer.cannot})` : peerText(peer)}`);
  return [`${name.padEnd(12)} ${own}`, ...(others.length > 0 ? others : [shape])].join('   ');
}

/** `loss 2.31 → 1.20, torch 2.30 → 1.18`: everybody trains. '' where there is no loss. */
export function lossText({ losses, peers }: Row, peerNames: readonly string[]): string {
  const named = peers.map((peer, i) => [peerNames[i]!, 'cannot' in peer ? [] : peer.losses] as const);
  const told = [['loss', losses] as const, ...named].filter(([, pair]) => pair.length === 2);
  return told.map(([name, [first, last]]) => `${name} ${first!.toPrecision(3)} → ${last!.toPrecision(3)}`).join(', ');
}

/** All rows as a Markdown table, which is what README shows. */
export function table(rows: readonly Row[], peerNames: readonly string[]): string {
  const lines = [
    ['workload', 'Chalkgrad', ...peerNames],
    ['---', '---:', ...peerNames.map(() => '---:')],
    ...rows.map(({ name, medianMs, gflops, peers }) => [
      name,
      gflops === undefined ? `${milliseconds(medianMs)} ms` : `${gflops} GFLOP/s`,
      ...peers.map(peerText),
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line, i) => {
      const cells = line.map((cell, column) => {
        const width = widths[column]!;
        if (i === 1) return column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      });
      return `| ${cells.join(' | ')} |\n`;
    })
    .join('');
}
