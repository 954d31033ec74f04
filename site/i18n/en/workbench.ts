/**
 * Words of the exercise workbench. Plain templates only, no functions: they travel to the page as data. The verdict's own
 * sentences are the grader's, the same in the terminal.
 */
import { english } from '../../../exercises/grader/english.ts';

export const workbench = {
  kicker: 'Exercise',
  conventions: 'Agreed on',
  editorLabel: 'Your answer, in TypeScript',
  keys: 'Ctrl or ⌘ with Enter runs it.',
  editorKeys: 'Tab indents; press Esc, then Tab, to leave the editor. Ctrl or ⌘ with Enter runs it.',
  run: 'Run',
  running: 'Running your code …',
  reset: 'Reset to the start',
  undoReset: 'Undo the reset',
  plainEditor: 'Plain text field',
  hint: 'Hint {number}',
  showSolution: 'Show the solution',
  hideSolution: 'Hide the solution',
  confirmSolution: 'You have not passed yet. Seeing it now takes the finding away from you.',
  confirmYes: 'Show it anyway',
  confirmNo: 'Keep trying',
  solutionTitle: 'One solution',
  terminal: 'The same grader in a terminal:',
  notSaved: 'This browser lets the page keep nothing, so your code is lost when you leave. Copy it if you care for it.',
  saved: 'Your code is kept in this browser only.',
  stuck:
    'Two runs had to be stopped. Code like that can keep a processor busy until the page is closed: please reload it. Your code stays.',
  reload: 'Reload the page',
  failed: 'The exercise could not be loaded. Check the connection and press Run again; your code stays.',
  needsScript: 'The editor needs JavaScript. Without it, the terminal below gives the same verdict.',
  grader: english,
};

export type WorkbenchWords = typeof workbench;
