// your turn: replace every null. A cell is its row and its class, like 'B1'; a logit is its class: '0' '1' '2'; a row is its letter.

export const answers = {
  /** Of all fifteen cells: where is the gradient largest in size? 'A0' 'A2' 'B1' 'C0' 'C1' 'E0' */
  loudest: null,
  /** And where is it smallest in size? 'A1' 'A2' 'B2' 'C0' 'D2' 'E0' */
  quietest: null,
  /** In row A: which logit is pulled most? */
  'loudest-of-a': null,
  /** In row D: which logit is pulled most? */
  'loudest-of-d': null,
  /** In row E: which logit is pulled least? */
  'quietest-of-e': null,
  /** Which row is nearly silent, all three pulls together? */
  silent: null,
};
