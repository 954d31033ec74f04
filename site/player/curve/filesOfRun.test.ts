import { describe, expect, it } from 'vitest';
import { fileOfRun, filesOfRun } from './filesOfRun.ts';

const files: Readonly<Record<string, string>> = {
  'framework/runs/oneTwo.ts': `import { SGD } from '../optim/SGD.ts';
import type { Run } from './Run.ts';
import {
  type Shared,
  shared,
} from './sharedSetup.ts';`,
  'framework/runs/sharedSetup.ts': `import { more } from './more.ts';\nimport { oneTwo } from './oneTwo.ts';`,
  'framework/runs/more.ts': 'export const more = 1;',
};

describe('the files of a run', () => {
  it('are named after the run', () => {
    expect(fileOfRun('digits-cnn')).toBe('framework/runs/digitsCnn.ts');
    expect(fileOfRun('tiny-gpt')).toBe('framework/runs/tinyGpt.ts');
  });

  it('are its own and what it takes from its neighbours, each once, types alone left out', () => {
    expect(filesOfRun('one-two', (path) => files[path])).toEqual(Object.keys(files));
  });

  it('must be there', () => {
    expect(() => filesOfRun('three', () => undefined)).toThrow(/framework\/runs\/three\.ts/);
  });
});
