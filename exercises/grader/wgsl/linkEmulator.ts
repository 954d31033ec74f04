/** `given.ts` of an exercise that uses the emulator, for a sandbox in which it is no file: the emulator's own text takes the import's place. */

const fromEmulator = /^(?:import|export) [^;'"]*from '\.\.\/grader\/wgsl\/[A-Za-z]+\.ts';$/gm;

export const usesEmulator = (source: string): boolean => source.search(fromEmulator) >= 0;

/**
 * @param source `given.ts` as JavaScript
 * @param program what `emulatorProgram` gives; its own `drive` gives way to one of the exercise
 */
export function linkEmulator(source: string, program: string): string {
  const rest = source.replaceAll(fromEmulator, '');
  const emulator = /^export function drive\b/m.test(rest) ? program.replace(/^export function drive\b/m, 'function driveShader') : program; // biome-ignore format: one line reads better
  return `${emulator}\n${rest}`;
}
