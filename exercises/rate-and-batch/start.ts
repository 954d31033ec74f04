// your turn: replace every null by an option. Of the order: ['usual', …], the best first.

export const answers = {
  /** Four pairs, the best first: 'usual' (32; 0.2) 'double' (64; 0.4) 'large' (256; 0.2) 'eightfold' (256; 1.6) */
  order: null,
  /** (32; 0.2) or (256; 1.6)? 'first' 'second' 'alike' */
  linear: null,
  /** (256; 0.2) or (256; 0.57)? 'first' 'second' 'alike' */
  root: null,
  /** (32; 0.025) or (64; 0.05)? 'first' 'second' 'alike' */
  small: null,
  /** (32; 0.025) or (256; 0.025)? 'first' 'second' 'alike' */
  same: null,
  /** (32; 0.2) or (256; 0.2)? 'first' 'second' 'alike' */
  examples: null,
};
