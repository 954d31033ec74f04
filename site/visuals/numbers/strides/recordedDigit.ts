/** For the site's build: the picture that StrideWalk walks through, 784 numbers of float32 as base64. Made by recordDigit.ts, once. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

let made: Promise<string> | null = null;

export function recordedDigit(): Promise<string> {
  made ??= promisify(execFile)(process.execPath, [
    join('site', 'visuals', 'numbers', 'strides', 'recordDigit.ts'),
  ]).then(({ stdout }) => stdout);
  return made;
}
