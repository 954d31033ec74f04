import { decodeText, encodeCsv, parseCsv, readTable } from '../../../index.ts';
import type { FuzzTarget } from '../FuzzTarget.ts';
import { pick } from '../mutate.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

export const csv: FuzzTarget = {
  name: 'csv',
  seeds: () =>
    [
      'age,city\n31,Bern\n,Oslo\n',
      '\ufeffa;b\r\n1,5;"x;""y"""\r\n',
      'a\tb\n1\t2\n',
      'name,when,yes\n"two\nlines",2020-01-01,true\n?,NA,false\n',
      '',
      '"',
    ].map(bytesOf),
  vary(g) {
    const cells = [
      '1',
      '-2.5',
      '1e9',
      '007',
      '',
      '?',
      'NaN',
      'true',
      'x',
      '"q"',
      '"a\nb"',
      '"',
      ' 1 ',
      '1,5',
      '0x10',
      '∞',
      'a"b',
      '__proto__',
    ];
    const separator = pick([',', ',', ';', '\t', '|'], g);
    const end = pick(['\n', '\r\n', '\r', '\n\n'], g);
    const width = 1 + g.integer(4);
    const row = (): string =>
      Array.from({ length: g.uniform() < 0.9 ? width : g.integer(6) }, () => pick(cells, g)).join(separator);
    return bytesOf(Array.from({ length: g.integer(8) }, row).join(end) + pick(['', end], g));
  },
  read(bytes) {
    const text = decodeText(bytes, 'file');
    const rows = parseCsv(text, { name: 'file' });
    const again = parseCsv(encodeCsv(rows.map(({ fields }) => fields)));
    if (JSON.stringify(again.map(({ fields }) => fields)) !== JSON.stringify(rows.map(({ fields }) => fields)))
      throw new Error('other fields came back');
    readTable(text, { name: 'file' });
  },
};
