import { existsSync } from 'node:fs';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

const file = new URL('../../../../site/player/Moment.ts', import.meta.url);

/** What is asked of site/player/Moment.ts: a grammar that is read and written, and throws nothing. */
interface Grammar {
  parseMoment(hash: string): object;
  printMoment(moment: never): string;
  isProblem(read: never): boolean;
}

const hashes = [
  '#t=digits-cnn~7&step=120',
  '#t=digits-cnn~7~lr:0.1&step=120&pass=backward&op=conv1&sel=gradOutput[3,0,1,1]',
  '#t=ring-gan~7&t=x&step=0&clock=examples&view=table&hide=a,b&present=1&v=9f3a01c2',
  '#t=sine-gru~1&step=5&pass=generator.backward&op=gru.0&sel=output&term=2&track=0',
];
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** null as long as pages have no moments. */
export const moment: FuzzTarget | null = existsSync(file)
  ? {
      name: 'moment',
      seeds: () => hashes.map(bytesOf),
      vary(g) {
        const keys = [
          't',
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
          '',
        ];
        const values = [
          'digits-cnn~7',
          'nope~1',
          '0',
          '-1',
          '1e9',
          '99999999999',
          'backward',
          'a.b.c',
          'output[1,2]',
          'examples',
          '%',
          '%ff',
          '%00',
          '',
          '~',
          'a~b~c~d',
          '🐢',
        ];
        return bytesOf(
          `#${Array.from({ length: g.integer(7) }, () => `${pick(keys, g)}=${pick(values, g)}`).join('&')}`,
        );
      },
      async read(bytes) {
        const { parseMoment, printMoment, isProblem } = (await import(file.href)) as Grammar;
        const read = parseMoment(new TextDecoder().decode(bytes));
        if (isProblem(read as never)) return;
        const again = parseMoment(printMoment(read as never));
        if (JSON.stringify(again) !== JSON.stringify(read)) throw new Error('another moment came back');
      },
    }
  : null;
