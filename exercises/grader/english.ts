/**
 * Every sentence the grader says in English, as templates: `{name}` is filled from the verdict's parameters. Another
 * language is a value of the same type. The words of one exercise stand in its check.
 */
export const english = {
  points: '{score} of {max} points',
  passed: 'All {max} points.',
  partPoints: '{points} of {max}',
  parts: {
    known: 'Known values and shapes',
    traps: 'Trap inputs and properties',
    stability: 'Numerical stability',
    cost: 'Cost',
    accepts: 'Right implementations accepted',
    kills: 'Wrong implementations found',
    answers: 'Answers',
    gradients: 'Gradients, against differences',
    state: 'Saved, loaded, and gone on',
    memory: 'Memory stays flat',
    runs: 'Training runs',
  },
  partFailed: 'fails for: {case}',
  partNotRun: 'not reached',
  firstWrong: 'First wrong cell',
  inCase: 'Case: {case}',
  got: 'got',
  expected: 'expected',
  wrongCells: 'Wrong cells in this case: {wrong} of {total}.',
  shape: 'Shape of {place}: got {got}, expected {expected}.',
  raggedShape: 'Rows of {place} differ in length; the expected shape is {expected}.',
  missingFields: '{place} lacks: {fields}.',
  extraFields: '{place} has fields that were not asked for: {fields}.',
  type: '{place} is of type {got}; expected: {expected}.',
  wholeType: 'What came back is of type {got}; expected: {expected}.',
  notThrown: 'Here the right answer is to throw an error, and something was returned.',
  freshCase: '{case} (fresh numbers)',
  /** What the emulator of shaders finds, by `words` of a finding (wgsl/record.ts). */
  shader: {
    fault: 'Line {line}, column {column}: {message}',
    outsideWrite:
      'Line {line}: thread {thread} writes {buffer}[{index}], and {buffer} has {length} places. A card drops that or puts it elsewhere, and says nothing.',
    outsideRead:
      'Line {line}: thread {thread} reads {buffer}[{index}], and {buffer} has {length} places. A card hands out some other number, and says nothing.',
    divergenceEnded:
      'Thread {thread} waits at the barrier in line {line}, and thread {other} has ended in line {otherLine}: {missing} of {all} threads never come. A browser refuses such a program.',
    divergenceElsewhere:
      'Thread {thread} waits at the barrier in line {line}, and thread {other} waits in line {otherLine}: {missing} of {all} threads wait elsewhere. A browser refuses such a program.',
    raceWrites:
      'Thread {thread} (line {line}) and thread {other} (line {otherLine}) both write {buffer}[{index}], and no barrier stands between them.',
    raceReadAfter:
      'Thread {thread} writes {buffer}[{index}] in line {line}, thread {other} reads it in line {otherLine}, and no barrier stands between: on a card the reading may come first.',
    raceWriteAfter:
      'Thread {thread} reads {buffer}[{index}] in line {line}, thread {other} overwrites it in line {otherLine}, and no barrier stands between: on a card the writing may come first.',
    endless: 'After {limit} statements it had not ended; thread {thread} was in line {line}.',
    unwritten:
      'Nobody wrote {buffer}[{index}]: {count} of {wanted} places stayed as they were. The dispatch has {threads} threads.',
    reads: 'The numbers are right, but thread {thread} reads {reads} numbers from storage, where {limit} are enough.',
    idle: 'The numbers are right, but thread {thread} does {share} times the work of the mean thread: the others look on.',
  },
  seed: 'Beside the cases that are the same for everyone, every grading draws fresh ones. These came from seed {seed}; --seed {seed} in a terminal brings them again.',
  momentLink: 'See this mistake in a run',
  momentInTerminal: 'See this mistake in a run: npm start, then open',
  convention: '{title} (another convention)',
  conventionRung:
    'Not wrong in itself, only agreed otherwise here: your answers follow the other convention in {cases} of {total} cases.',
  bothTitle: 'Two at once: {first}; and: {second}',
  uncopyable: 'something that cannot be copied: a Proxy, a function or a symbol inside an array',
  printed: 'Your code printed',
  warningTitle: 'Note',
  /** What the way in which the code was run cannot promise. */
  isolation: {
    student:
      'Run without a sandbox of the system (on Linux, install bubblewrap): this verdict is for you, for code that sets out to deceive could still reach your files and the network.',
    bwrap: '',
    podman: '',
    docker: '',
    browser: '',
  },
  warnings: {
    mutated:
      'Your function changed its arguments. It costs nothing here, but a caller would be surprised: work on copies.',
  },
  rungs: {
    match: 'Recognised by its answers: they match this mistake in {cases} of {total} cases.',
    relation: 'Found by comparing: it holds in {cases} of {total} cases.',
    both: 'Recognised by its answers: in {cases} of {total} cases they are what these two mistakes give together.',
    missed: 'Your test let this one pass. It found {cases} of {total}.',
    chosen: '{cases} of {total} answers are right.',
    outcome: '',
    cell: '',
  },
  relations: {
    factor: {
      title: 'Right up to a factor of {factor}',
      advice: 'Every cell is {factor} times what it should be. Read the conventions again: which mean, which sign?',
    },
    'constant-factor': {
      title: 'Right up to a constant factor',
      advice:
        'Every number is {factor} times what it should be, in every case. Look for a constant that is missing or one too many.',
    },
    shift: {
      title: 'Right up to a constant',
      advice: 'Every number is off by {shift}. Something is added that should not be, or left out.',
    },
    signs: {
      title: 'Some signs are wrong',
      advice: 'Every number has the right size, but some have the wrong sign. Which ones?',
    },
    rounded: {
      title: 'Right, but rounded',
      advice: 'Your numbers are right to {decimals} decimals and no further. Return them as they come, unrounded.',
    },
    precision: {
      title: 'Right to about {digits} digits',
      advice:
        'The formula is right; digits are lost on the way. Do you round, use Float32Array or Math.fround, or subtract numbers that are nearly equal?',
    },
    transposed: {
      title: 'Rows and columns exchanged',
      advice: 'The numbers are right, but rows stand where columns belong.',
    },
    zero: { title: 'All zeros', advice: 'Every cell is 0.' },
  },
  outcomes: {
    'not-attempted': {
      title: 'Not started yet',
      advice:
        'This is still the code you were given. Write at the comment “your turn”; the first hint is a good start.',
    },
    'not-a-package': {
      title: 'No package',
      advice:
        'This cannot be read as a package: {message}. Take the archive as it was downloaded, or assemble it anew.',
    },
    'parts-missing': {
      title: 'Parts are missing',
      advice: 'The package has no file for: {missing}. Solve these exercises, and assemble it again.',
    },
    'not-recognised': {
      title: 'Not recognised',
      advice: 'This is none of the mistakes we know. Compare the cell above with your own work on paper.',
    },
    'not-finite': {
      title: 'Not a number',
      advice: 'An answer holds NaN or Infinity. Look for a division by zero, or an exponential that overflows.',
    },
    'wrong-shape': { title: 'Wrong shape', advice: 'The answer has the wrong number of rows or columns.' },
    ragged: { title: 'Rows of different lengths', advice: 'Every row of the answer needs the same number of columns.' },
    'wrong-type': { title: 'Wrong type', advice: 'What came back is of type {got}; this exercise wants: {wanted}.' },
    'nothing-returned': { title: 'Nothing came back', advice: 'The function ends without a return on this path.' },
    'wrong-fields': {
      title: 'Wrong fields',
      advice: 'The object that came back has not the fields that were asked for.',
    },
    'shader-fault': {
      title: 'This shader cannot be run',
      advice: 'Line {line}, column {column}: {message}',
    },
    'shader-endless': {
      title: 'It does not end',
      advice: 'Which loop has a condition that stays true? On a card such a program takes the whole browser with it.',
    },
    'shader-outside': {
      title: 'Outside of its memory',
      advice: 'A guard belongs before the first read or write: which threads have nothing to do here?',
    },
    'shader-divergence': {
      title: 'Not all come to the barrier',
      advice:
        'Every thread of a group has to reach every barrier. Guard the reads and writes, and keep the barriers outside of every if that depends on the thread.',
    },
    'shader-race': {
      title: 'A race',
      advice: 'Who writes what another thread reads, and when? A barrier between the two makes the order certain.',
    },
    'shader-unwritten': {
      title: 'Nobody wrote there',
      advice: 'Which thread is to write this place, and does it come to that line?',
    },
    'shader-reads': {
      title: 'Right, and too many trips to storage',
      advice: 'Let the group fetch each number once, and use it from workgroup memory.',
    },
    'shader-idle': {
      title: 'Right, and one thread does it all',
      advice: 'Share the work: what can thread i do that depends on i alone?',
    },
    'not-thrown': {
      title: 'It should have refused',
      advice: 'For these arguments there is no right value: throw an error.',
    },
    'changed-arguments': {
      title: 'It changed its arguments',
      advice: 'The numbers are right, but an array that was handed in is another one afterwards. Work on copies.',
    },
    'false-alarm': {
      title: 'False alarm',
      advice:
        'Your test refused a right implementation: {case}. A test that cries wolf is worth nothing, whatever it finds.',
    },
    'not-a-yes': {
      title: 'Neither yes nor no',
      advice: 'The test must return true or false for every implementation.',
    },
    unanswered: { title: 'Not answered yet', advice: '“{case}” has no answer so far.' },
    python: {
      title: 'This is Python',
      advice:
        'The exercise is written in TypeScript: function f(x: number) { … } instead of def, braces instead of indentation. The start shows the form; the arithmetic stays the same.',
    },
    promise: {
      title: 'A promise',
      advice: 'The function returned a promise. Here it must answer at once: remove “async”.',
    },
    'too-big': { title: 'Far too big', advice: 'The answer holds many more values than any right one.' },
    nondeterministic: {
      title: 'Two answers to one question',
      advice: 'Called twice with the same arguments, your code answered differently. Keep nothing between calls.',
    },
    threw: { title: 'It stopped with an error', advice: '{name}: {message}{atLine}' },
    recursion: {
      title: 'Recursion without an end',
      advice: 'The function called itself too often{atLine}. Which call was to be the last?',
    },
    syntax: { title: 'This does not parse', advice: '{message}{atLine}{atColumn}' },
    'not-erasable': {
      title: 'TypeScript that is more than types',
      advice: '{message}{atLine}. Plain JavaScript with type annotations works; for an enum, use a const object.',
    },
    'load-threw': { title: 'It stopped while loading', advice: '{name}: {message}{atLine}' },
    'too-nested': {
      title: 'Nested too deeply to be read',
      advice:
        'The parser gave up on an expression or a block that holds too many others{atLine}{atColumn}. Break it into smaller ones.',
    },
    'too-many-words': {
      title: 'Too long to be read',
      advice: 'The text holds more than {limit} words and signs; there reading stopped{atLine}{atColumn}.',
    },
    import: {
      title: 'Import not allowed',
      advice: 'The answer may not import “{specifier}”. Everything it needs is in JavaScript itself.',
    },
    export: {
      title: 'An export is missing',
      advice: 'The file must export “{wanted}”. {found}',
    },
    'time-limit': {
      title: 'Did not finish',
      advice: 'It was stopped after {seconds} s{during}. Is there a loop that never ends?',
    },
    'memory-limit': { title: 'Too much memory', advice: 'The code filled the memory it was given{during}.' },
    'output-limit': { title: 'Too much output', advice: 'It printed or returned far more than is kept{during}.' },
    'early-exit': {
      title: 'It ended the program',
      advice: 'The code stopped the program{during}; a function should only return.',
    },
    unsettled: {
      title: 'A promise never settled',
      advice: 'The file waits, outside any function, for a promise that nothing resolves.',
    },
    'protocol-error': {
      title: 'Unreadable answers',
      advice:
        'Something other than answers came back. Nothing was counted. Does the code write to descriptors or messages of its own?',
    },
    'too-large': { title: 'The file is too large', advice: 'It has {bytes} bytes; at most {limit} are read.' },
    'not-text': {
      title: 'Not a text file',
      advice: 'The byte at offset {offset} cannot be part of UTF-8 source code.',
    },
    /** What an instructor's intake refuses before anything is read (exercises/class/handIn.ts). */
    'not-a-file': {
      title: 'Not an ordinary file',
      advice: 'What was handed in as this answer is {what}. Hand in the file itself.',
    },
    'too-many-files': {
      title: 'Too much was handed in',
      advice: 'The folder holds {what}. Hand in one file for each exercise, and nothing else.',
    },
    'handed-in-twice': {
      title: 'Handed in twice',
      advice: 'There are several files for this exercise: {what}. Which one counts is for you to say: keep one.',
    },
    infra: { title: 'The grader is at fault', advice: 'Your answer was not judged. {message}' },
  },
  atLine: ' (line {line})',
  atColumn: ', column {column}',
  during: ', in the case “{case}”',
  exportsFound: 'It exports: {names}.',
  exportsNothing: 'It exports nothing.',
  exportNearest: 'Did you mean to call “{nearest}” that?',
  /** The course in a terminal. */
  course: {
    place: 'Exercise {number} of {total}',
    file: 'Write your answer into {path} and save it; it is graded by itself.',
    keys: 'Keys: h hint · n next · p previous · r run again · l list · q quit',
    hint: 'Hint {number} of {total}:',
    solved: '{solved} of {total} solved.',
    complete: 'All {total} exercises are solved.',
    report:
      'Your answers, as an instructor’s report would show them. ✓ full marks, ◐ some points, ✗ wrong, ! did not run.',
    sum: '{score} of {max} points, {percent} %.',
    mistakes: 'Mistakes by name',
    noMistakes: 'No mistake in any of them.',
    nothingBegun:
      'No answer is begun in {folder}. npm run grade -- --watch begins the course there; --dir FOLDER names another folder.',
  },
};

export type GraderWords = typeof english;
