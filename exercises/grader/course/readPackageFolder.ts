/** A package as a folder, as `npm run yours` writes it: read like its archive. */
import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise } from '../Exercise.ts';
import { packageText } from '../package/packageText.ts';
import { readAnswer } from './readAnswer.ts';

/** The text of the parts that are asked for; null where this is no folder of a package. */
export function readPackageFolder({ packageParts }: Exercise, path: string): Uint8Array | null {
  const wanted = Object.keys(packageParts);
  if (wanted.length === 0 || !existsSync(path) || !lstatSync(path).isDirectory()) return null;
  const files = wanted.flatMap((slug) => {
    const file = join(path, 'src', `${slug}.ts`);
    return existsSync(file) ? [[slug, new TextDecoder().decode(readAnswer(file, ''))] as const] : [];
  });
  return new TextEncoder().encode(packageText(new Map(files)));
}
