/** Puts values into a sentence's places. A place without a value stays as it is written, so that a slip is seen, never hidden. */

/** @example fill('step {step} of {total}', { step: 3, total: 315 }) // 'step 3 of 315' */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
