// Which unit tests have a process of their own. To start one and load the framework into it is most of the time of a small test: the files
// of a room that took 126 seconds of a processor one by one take 49 when they take turns in a process. The framework's own tests are about
// what a process holds, and each has one of its own; so has whoever replaces what files share: a module, a global, the environment, the
// clock, the framework's settings. What a file says decides. Whatever leaves something behind nevertheless fails (framework/tests/untouched.ts).

import { readFileSync } from 'node:fs';

/** Of the framework, what outlives the call. */
const settings = [
  'detectAnomaly',
  'provideKernels',
  'setAllocator',
  'setGradEnabled',
  'setPoison',
  'setRelaxed',
  'setThreads',
  'startWebgpu',
  'useBackend',
];

const replaces = new RegExp(
  [
    String.raw`\bvi\.(?:doMock|mock|spyOn|stub|useFake)`,
    String.raw`\bglobalThis\b`,
    String.raw`\bprocess\.(?:chdir|env|exitCode|memoryUsage|on|once)\b`,
    String.raw`\b(?:${settings.join('|')})\b`,
  ].join('|'),
);

export const needsItsOwn = (path: string, text: string): boolean =>
  path.replaceAll('\\', '/').startsWith('framework/') || replaces.test(text);

/** Of these tests, seen from the root, those that need a process of their own. */
export const aloneOf = (paths: readonly string[]): string[] =>
  paths.filter((path) => needsItsOwn(path, readFileSync(path, 'utf8')));
