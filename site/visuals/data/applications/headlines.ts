/** Where the headlines stand: each application is one kind of output on one kind of input, and has a small sibling among the runs. */
export type Output = 'number' | 'coin' | 'die' | 'dice' | 'mixed';

export interface Headline {
  readonly id: 'recognition' | 'detection' | 'driving' | 'translation' | 'summaries' | 'speech' | 'forecasts' | 'alarms' | 'genomes' | 'credit'; // biome-ignore format: one list
  readonly output: Output;
  /** The run that is its small sibling here. */
  readonly sibling: string;
}

export const headlines: readonly Headline[] = [
  { id: 'recognition', output: 'die', sibling: 'digits-cnn' },
  { id: 'detection', output: 'mixed', sibling: 'shapes-cnn' },
  { id: 'driving', output: 'number', sibling: 'shapes-cnn' },
  { id: 'translation', output: 'dice', sibling: 'number-words' },
  { id: 'summaries', output: 'dice', sibling: 'tiny-gpt' },
  { id: 'speech', output: 'dice', sibling: 'names-lstm' },
  { id: 'forecasts', output: 'number', sibling: 'sine-gru' },
  { id: 'alarms', output: 'number', sibling: 'sine-gru' },
  { id: 'genomes', output: 'die', sibling: 'motif-cnn' },
  { id: 'credit', output: 'coin', sibling: 'credit-logistic' },
];

/** What a prediction offers for the lane line of a car, in this order. */
export const OFFERED: readonly Output[] = ['coin', 'die', 'number'];
export const laneLine = (): number => OFFERED.indexOf(headlines.find(({ id }) => id === 'driving')!.output);
