import { expect, test } from 'vitest';
import { fromBase64 } from './recording.ts';

const bytes = Uint8Array.from({ length: 1000 }, (_, at) => (at * 37) % 256);
const text = Buffer.from(bytes).toString('base64');

test('base64 gives the same bytes where the browser knows how and where it does not', () => {
  const own = Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64');
  try {
    Object.defineProperty(Uint8Array, 'fromBase64', { value: undefined, configurable: true });
    expect(fromBase64(text)).toEqual(bytes);
    Object.defineProperty(Uint8Array, 'fromBase64', {
      value: (given: string) => new Uint8Array(Buffer.from(given, 'base64')),
      configurable: true,
    });
    expect(fromBase64(text)).toEqual(bytes);
  } finally {
    if (own === undefined) delete (Uint8Array as { fromBase64?: unknown }).fromBase64;
    else Object.defineProperty(Uint8Array, 'fromBase64', own);
  }
});
