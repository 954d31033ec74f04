// The modules that site/exercises.mjs makes.

declare module 'virtual:exercises' {
  import type { Exercise } from '../exercises/grader/Exercise.ts';

  /** Every exercise by its slug, loaded when it is called. */
  export const exercises: Readonly<Record<string, () => Promise<Exercise>>>;
}

declare module 'virtual:framework-source' {
  /** The framework as one module of JavaScript. */
  const source: string;
  export default source;
}

declare module 'virtual:emulator-program' {
  /** The emulator of shaders as one module of JavaScript. */
  const source: string;
  export default source;
}

declare module 'virtual:sandbox-program' {
  /** The program of the sandbox as one module of JavaScript. */
  const source: string;
  export default source;
}
