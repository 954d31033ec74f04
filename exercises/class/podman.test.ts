/** Real containers, where podman is installed: six programs that try to get out do not, and verdicts are those of every other level. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from '../grader/corpus.ts';
import { gradeSource } from '../grader/gradeSource.ts';
import { useImage } from '../grader/isolation.ts';
import { loadExercise } from '../grader/loadExercise.ts';
import { chooseIsolation } from './chooseIsolation.ts';
import { complaintOfEngine, makeNodeImage } from './proof/nodeImage.ts';
import { selfTest } from './selfTest.ts';

const why =
  process.platform === 'linux' ? complaintOfEngine('podman') : 'an image is made of this machine’s Node on Linux only';
const reason = why === null ? '' : ` (skipped: ${why})`;

const running = (): string =>
  execFileSync('podman', ['ps', '--all', '--quiet', '--filter', 'name=chalkgrad-'], { encoding: 'utf8' }).trim();

describe.skipIf(why !== null)(`podman${reason}`, () => {
  let image = '';
  beforeAll(() => {
    image = makeNodeImage('podman');
    useImage(image);
  });
  afterAll(() => void execFileSync('podman', ['rmi', '--force', image], { stdio: 'ignore' }));

  it('starts Node in a container, and nothing gets out of it', async () => {
    expect(chooseIsolation('podman', false)).toBe('podman');
    const results = await selfTest('podman');
    expect(results.map(({ id }) => id)).toEqual(['files', 'network', 'environment', 'grader', 'orphan', 'memory']);
    expect(results.filter(({ held }) => !held)).toEqual([]);
  });

  it('gives a submission of each verdict the verdict that it has everywhere, and leaves no container behind', async () => {
    const exercise = await loadExercise('cross-entropy-gradient');
    const one = new Map(corpus().map((each) => [each.verdict, each]));
    for (const { verdict, name, source } of one.values()) {
      const wallMs = verdict === 'TIME_LIMIT' ? 4000 : 60_000;
      const found = await gradeSource(exercise, new TextEncoder().encode(source), { isolation: 'podman', wallMs });
      expect([name, found.verdict, found.isolation]).toEqual([name, verdict, 'podman']);
    }
    for (let i = 0; i < 40 && running() !== ''; i++) await new Promise((resolve) => setTimeout(resolve, 250));
    expect(running()).toBe('');
  });
});
