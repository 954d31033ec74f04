/**
 * A program as a part of an address, `#p=…`, and back: its text, compressed (raw deflate), in the letters that addresses leave alone. The last
 * eight characters are a check sum, so that a link which lost its end in a chat is told from one that is whole. A link is only read here: nothing
 * that it holds is run. Page, build and tests use the same.
 */

/** The longest program that travels; and the longest link, which most chats still take. */
export const MOST_CHARACTERS = 20_000;
const MOST_LINK = 16_000;

/** Why a link gives no program. */
export type LinkProblem = 'broken' | 'tooLong';

const KEY = 'p=';
const SUM_LENGTH = 8;

/** FNV-1a over the text's bytes, eight hexadecimal digits. */
function checkSum(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(SUM_LENGTH, '0');
}

/** What comes out of a stream, up to so many bytes; null where more comes. Errors: those of the stream. */
async function readUpTo(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    pieces.push(value);
    if (size <= most) continue;
    await reader.cancel().catch(() => {});
    return null;
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

const through = (bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream) =>
  new Blob([bytes])
    .stream()
    .pipeThrough(transform as TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>);

const toLetters = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

const fromLetters = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/**
 * `p=…`, for behind the `#` of the lab's address; or why the program does not travel.
 *
 * @example `/lab/#${(await linkOf(code)).link}`
 */
export async function linkOf(code: string): Promise<{ readonly link: string } | { readonly problem: LinkProblem }> {
  if (code.length > MOST_CHARACTERS) return { problem: 'tooLong' };
  const bytes = new TextEncoder().encode(code);
  const packed = await readUpTo(through(bytes, new CompressionStream('deflate-raw')), MOST_LINK);
  const link = packed === null ? '' : `${KEY}${toLetters(packed)}${checkSum(bytes)}`;
  return packed === null || link.length > MOST_LINK ? { problem: 'tooLong' } : { link };
}

/** Does an address speak of a program? */
export const speaksOfProgram = (hash: string): boolean => hash.replace(/^#/, '').startsWith(KEY);

/** The program of a link, or why there is none. Never throws: whoever made it may have meant harm. */
export async function programOf(hash: string): Promise<{ readonly code: string } | { readonly problem: LinkProblem }> {
  const text = hash.replace(/^#/, '').slice(KEY.length);
  if (text.length > MOST_LINK) return { problem: 'tooLong' };
  const [letters, sum] = [text.slice(0, -SUM_LENGTH), text.slice(-SUM_LENGTH)];
  if (!/^[\w-]+$/.test(letters) || !/^[0-9a-f]{8}$/.test(sum)) return { problem: 'broken' };
  try {
    // A letter of a program is at most four bytes; a link may hold a million zeros.
    const bytes = await readUpTo(
      through(fromLetters(letters), new DecompressionStream('deflate-raw')),
      4 * MOST_CHARACTERS,
    );
    if (bytes === null) return { problem: 'tooLong' };
    const code = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (code.length > MOST_CHARACTERS) return { problem: 'tooLong' };
    return checkSum(bytes) === sum ? { code } : { problem: 'broken' };
  } catch {
    return { problem: 'broken' };
  }
}
