/**
 * Class 3 is not three times class 1
 *
 * A class is a name, not an amount. Squared error takes it for one, and pays most for the wrong name that is furthest away.
 */

export const answers = {
  spam: 'number',
  fraud: 'number',
  digit: 'class-number',
  letter: 'class-number',
  stars: 'class-number',
};
