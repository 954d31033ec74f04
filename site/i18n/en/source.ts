/** Words of the "read the source" pages. */
export const source = {
  title: 'Read the source',
  summary:
    'The whole framework, in the order it is built: each room uses only the rooms above it, and no file needs one that comes after it.',
  doorTitle: 'The doors',
  doorSummary: 'What the outside may use, and the list of rooms itself.',
  previous: 'Before this',
  next: 'After this',
  turnPage: 'Reading order',
  forward: 'Forward',
  backward: 'Backward',
  bar: 'A bar over x is the derivative of the loss with respect to x.',
  kernels: 'Loops it runs:',
  taught: 'Taught in:',
  files: '{count} files',
  oneFile: 'one file',
  openAll: 'Unfold everything',
  closeAll: 'Fold it up again',
  breadcrumb: 'You are in',
  openPage: 'On its own page',
};
