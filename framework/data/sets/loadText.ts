/** A text file, such as tiny Shakespeare. */
import { decodeText, readBytes } from '../../io/bytes.ts';
import { check, signature } from '../../tensor/arguments.ts';

const call = signature('loadText', { path: 'text' });

/** 32 MiB: seven Bibles. A text to learn from is kept several times over, as characters, tokens and windows. */
const MOST_TEXT_BYTES = 2 ** 25;

/** UTF-8 without a byte-order mark; all line ends become \n. @example const text = await loadText('data/tinyshakespeare.txt'); */
export async function loadText(path: string): Promise<string> {
  check(call, path);
  return decodeText(await readBytes(path, { most: MOST_TEXT_BYTES }), path).replaceAll(/\r\n?/g, '\n');
}
