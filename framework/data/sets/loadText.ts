/** A text file, such as tiny Shakespeare. */
import { decodeText, readBytes } from '../../io/bytes.ts';

/** 32 MiB: seven Bibles. A text to learn from is kept several times over, as characters, tokens and windows. */
const MOST_TEXT_BYTES = 2 ** 25;

/** UTF-8 without a byte-order mark; all line ends become \n. @example const text = await loadText('data/tinyshakespeare.txt'); */
export const loadText = async (path: string): Promise<string> =>
  decodeText(await readBytes(path, { most: MOST_TEXT_BYTES }), path).replaceAll(/\r\n?/g, '\n');
