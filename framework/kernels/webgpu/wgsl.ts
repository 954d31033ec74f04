/** WGSL is written in tagged template strings: editors colour it, and numbers and names of TypeScript can be put in. */
export const wgsl = (parts: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
  String.raw({ raw: parts.raw }, ...values);
