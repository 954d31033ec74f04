import { isProblem, parseMoment, printMoment } from '../../../../site/player/Moment.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

const TRACKS = [
  'digits-cnn.7',
  'ring-gan.7(generatorLr=0.005)!generator-detached@800:discriminatorLr=0.004',
  'sine-gru.1(lr=0.1,batchSize=8)+gradient-step',
  'digits-cnn.7@10:skip(3);set(conv1.weight[0,0,1,1],-1.5e-3)@20:lr=0.01',
  'tiny-gpt.4294967295',
] as const;

const hashes = [
  `#t=${TRACKS[0]}&step=120`,
  `#t=${TRACKS[1]}&step=810&pass=generator.backward&op=generator.linear1&sel=gradInput1[0,12]`,
  `#t=${TRACKS[0]}~${TRACKS[2]}&step=5&clock=examples&view=table&track=1&v=9f3a01c2`,
  `#t=${TRACKS[3]}&step=25&sel=output`,
];
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** Links are never refused by an exception: what cannot be read is told by name. */
export const moment: FuzzTarget = {
  name: 'moment',
  seeds: () => hashes.map(bytesOf),
  vary(g) {
    const keys = [
      'step',
      'pass',
      'op',
      'sel',
      'term',
      'track',
      'clock',
      'view',
      'hide',
      'present',
      'v',
      'x',
      '__proto__',
      't',
      '',
    ];
    const numbers = ['0', '-1', '1e9', '99999999999', '1', '12'];
    const words = [
      'backward',
      'a.b.c',
      'output[1,2]',
      'examples',
      'curves',
      '%',
      '%ff',
      '%00',
      '',
      '~',
      'a~b~c~d',
      '🐢',
      'a,b',
    ];
    const rest = Array.from(
      { length: g.integer(6) },
      () => `${pick(keys, g)}=${pick(g.uniform() < 0.5 ? numbers : words, g)}`,
    );
    return bytesOf(
      `#t=${[pick(TRACKS, g), ...(g.uniform() < 0.3 ? [pick(TRACKS, g)] : [])].join('~')}&${['step=3', ...rest].join('&')}`,
    );
  },
  read(bytes) {
    const read = parseMoment(new TextDecoder().decode(bytes));
    if (isProblem(read)) {
      if (read.part.length > bytes.length) throw new Error('more is told than was written');
      return;
    }
    for (const form of ['raw', 'encoded'] as const) {
      const again = parseMoment(printMoment(read, form));
      if (JSON.stringify(again) !== JSON.stringify(read))
        throw new Error(`another moment came back: ${printMoment(read, form)}`);
    }
  },
};
