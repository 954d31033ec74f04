import type { AstroIntegration } from 'astro';

export interface BuildFacts {
  /** Changes with any file of the site. */
  readonly version: string;
  /** The path under which the site lives: `/`, `/repo/`. */
  readonly base: string;
  /** The folder of files that bear their hash. */
  readonly hashed: string;
  /** Which hashed files a hashed file may load. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
  /** Hashed files that are not kept unasked. */
  readonly large: readonly string[];
  /** All files, and their bytes. */
  readonly files: readonly (readonly [path: string, bytes: number])[];
}

export function namesIn(text: string, names: ReadonlySet<string>): string[];
export function factsOf(folder: string, base: string): BuildFacts;
export function writeWorker(folder: string, base: string): BuildFacts;
export function offline(): AstroIntegration;
