/** A text file, such as tiny Shakespeare. */
import { decodeText, readBytes } from '../../io/bytes.ts';

/** UTF-8 without a byte-order mark; all line ends become \n. @example const text = await loadText('data/tinyshakespeare.txt'); */
export const loadText = async (path: string): Promise<string> =>
  decodeText(await readBytes(path), path).replaceAll(/\r\n?/g, '\n');
