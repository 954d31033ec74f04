/**
 * Words of the exercise workbench. Plain templates only, no functions: they travel to the page as data. The verdict's own
 * sentences are the grader's, the same in the terminal.
 */
import { english } from '../../../exercises/grader/english.ts';

export const workbench = {
  kicker: 'Exercise',
  conventions: 'Agreed on',
  editorLabel: 'Your answer, in TypeScript',
  shaderLabel: 'Your answer, in WGSL',
  /** A right shader on the reader's own card. */
  device: {
    run: 'Run it on your GPU',
    running: 'Measuring on your GPU …',
    without: 'This browser offers no WebGPU, so there is nothing to time here. The verdict needs no card.',
    none: 'WebGPU is here, but it finds no graphics card: nothing to time. The verdict needs none.',
    notRight: 'Only a shader that the emulator has accepted goes to a card: press Run first.',
    refused: 'The card’s own compiler refused it: {message}',
    endless: 'At this size one of its loops ran too long and was stopped.',
    slow: 'The card did not answer within ten seconds, and is not waited for any longer.',
    lost: 'The card was lost on the way. Try again in a moment.',
    same: 'The same numbers as ours, on {title}. Times are medians of {runs} runs, from sending to hearing that it is done.',
    differs:
      'On {title} its numbers are not ours: {got} where {expected} stands, at place {index}. The emulator saw no mistake at the sizes it ran, so look at what is different here; if it is nothing, the mistake is ours, and we would like to hear of it.',
    software: 'No card plays here but a processor, so the times say little about cards.',
    yours: 'yours',
    time: '{ms} ms',
    who: 'Kernel',
    howLong: 'Time',
  },
  /** A package, made of accepted answers. */
  package: {
    assemble: 'Assemble my accepted answers',
    open: 'or open my-chalkgrad.zip:',
    whole: 'All {total} parts are here. Run it.',
    missing: '{count} of {total} parts are here. Still to be solved: {missing}.',
    refused: 'This is no package that can be read. Take the archive as it was downloaded.',
    failed: 'It could not be assembled. Check the connection and try again.',
  },
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
  progress: { begun: 'begun', solved: 'solved' },
  attempts: 'Earlier attempts ({number})',
  attemptPoints: '{score} of {max} points',
  attemptBefore: 'Before',
  draft: 'put aside',
  bringBack: 'Bring back',
  after: 'Now that it is solved',
  /** Of a question whose answer is a moment of a run on this page. */
  takeMoment: 'Take the step that is shown now',
  otherTab: 'Another tab has changed this code; this is what it wrote.',
  mayBeCleared:
    'This browser may clear what pages keep, when it needs room or after some days without a visit. Save your work as a file now and then:',
  yourWork: 'Your work',
  /** Of all exercises. */
  courseProgress: '{solved} of {total} exercises solved, {begun} begun.',
  /** Of one lesson. */
  lessonProgress: '{solved} of {total} solved',
  lessonSolved: 'all solved',
  lessonBegun: 'begun',
  exportWork: 'Save it as a file',
  importWork: 'Take in a file',
  workFileName: 'chalkgrad-work.json',
  imported: 'Taken in: the work on {number} exercises. What was here is still here.',
  importedPartly: 'Taken in: the work on {number} exercises. Not understood and left out: {skipped}.',
  importFailed: {
    'not-ours': 'This is not a file of work from here. Choose the one that was saved as chalkgrad-work.json.',
    newer: 'This file comes from a newer version of the course. Open it there.',
    'too-large': 'This file is far too large to be one of work.',
  },
  importNotKept: 'The file is fine, but this browser lets the page keep nothing.',
  fileHint:
    'The file holds your code, what you tried before and how far you came. It is also what you hand in to a class.',
  afterSolving: 'This is what the exercise below asks you to find. It opens by itself once you have; or look now.',
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
