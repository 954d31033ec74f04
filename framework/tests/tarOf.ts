// Makes tar archives byte for byte, as the standard lays them out, so that tests can read them and spoil them.

import type { Bytes } from '../index.ts';

export interface TarMember {
  readonly path: string;
  /** One character; default '0', a regular file. */
  readonly type?: string;
  readonly body?: string | Uint8Array;
  /** ustar's second field for long paths. */
  readonly prefix?: string;
}

const BLOCK = 512;

/** Members in order, then the two closing blocks of zeros. */
export function tarOf(members: readonly TarMember[]): Bytes {
  return new Uint8Array(Buffer.concat([...members.flatMap(blocksOf), Buffer.alloc(2 * BLOCK)]));
}

function blocksOf({ path, type = '0', body = '', prefix = '' }: TarMember): Buffer[] {
  const content = Buffer.from(body);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(path, 0, 100);
  header.write(octal(0o644, 7), 100);
  header.write(octal(content.length, 11), 124);
  header.write(octal(0, 11), 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  header.write(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)} `, 148);
  return [header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
}
