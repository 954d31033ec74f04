/** Words of the reader's own framework: `/yours/`, and the strip in every run. */
export const yours = {
  title: 'Your framework',
  description:
    'Your accepted answers as parts of the framework: where each is used, on or off, and all of them as one package.',
  lead: 'Each part below is ours until you solve its exercise. Then yours can stand in its place: in the runs named beside it, whenever you switch it on.',
  inThisRun: 'In this run, from',
  from: 'from “{exercise}”',
  failedAt: 'failed at step {step}',
  ended: 'Your {answer} ended its track at step {step}: {message}.',
  putOursBack: 'Put ours back',
  plan: 'The framework, room by room',
  columns: { part: 'part', exercise: 'exercise', state: 'state', runs: 'runs', use: 'in use' },
  states: { open: 'ours', begun: 'ours, yours is begun', solved: 'yours' },
  useLabel: 'Use my {part}',
  useInRun: 'Use it in a run',
  beside: 'beside ours',
  tryAgain: 'Try again',
  failed: 'Failed in {track} at step {step}: {message}. Ours stands in its place.',
  count: '{solved} of {total} parts are yours, {on} of them in use.',
  download: 'Download my framework',
  downloading: 'Packing …',
  downloaded: '{count} parts in {file}. Unpack it, then: npm test',
  nothingYet: 'Nothing is solved yet. Solve one of the exercises above, and it can be downloaded.',
  packageText:
    'One small package: your answers as you wrote them, tests with cases and right answers, and a README. It needs Node and nothing else. Lesson 22 puts a trained network and its page into it.',
  packageFailed: 'It could not be packed: {message}',
  terminal: 'The same in a terminal, from the file that “Save it as a file” gives:',
  needsScript: 'What is solved is kept in your browser; a script shows it here.',
  fileName: 'my-chalkgrad.zip',
  rooms: {
    title: 'How much of it is yours?',
    states: { ours: 'ours', yours: 'yours', used: 'yours, in use', failed: 'yours, switched off: it failed in a run' },
    count: '{mine} of {total} parts are yours.',
    caption: 'A square for each part that you can write, room by room. Each leads to its exercise.',
  },
};

export type YoursWords = typeof yours;
