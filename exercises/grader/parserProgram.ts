/**
 * The program of the parser's own process: texts in on descriptor 0, results out on descriptor 1, each as `u32 length | UTF-8`.
 * It runs as text behind stripTypes.ts. What is no mistake of grammar ends it: its parser may be broken from then on.
 */
import { readSync, writeSync } from 'node:fs';
import type { Stripped } from './stripTypes.ts';

function readFully(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(0, bytes, at, bytes.length - at, null);
    if (read === 0) return false; // the grader is gone
    at += read;
  }
  return true;
}

function writeFully(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
}

/** Serves until the input ends. */
export function serveParser(strip: (source: string) => Stripped): void {
  const header = new Uint8Array(4);
  while (readFully(header)) {
    const source = new Uint8Array(new DataView(header.buffer).getUint32(0, true));
    if (!readFully(source)) return;
    const result = new TextEncoder().encode(JSON.stringify(strip(new TextDecoder().decode(source))));
    const answer = new Uint8Array(4 + result.length);
    new DataView(answer.buffer).setUint32(0, result.length, true);
    answer.set(result, 4);
    writeFully(answer);
  }
}
