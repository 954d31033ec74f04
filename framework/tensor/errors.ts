/**
 * The one error a user of the framework should ever meet: a message that says what is wrong (the op's name, both
 * shapes) and a hint that says what to do about it. Hints are part of the product and are tested.
 */
export class ChalkgradError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(hint === '' ? message : `${message}\nhint: ${hint}`);
    this.name = 'ChalkgradError';
    this.hint = hint;
  }
}

/** Shapes are always printed the same way: `[2, 3]`, and `[]` for a scalar. */
export const shapeText = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
