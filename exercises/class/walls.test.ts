/** The outer wall: six programs that try to get out do not, where there is one, and do where there is none. And what a container is told. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { containerCommand } from '../grader/containers.ts';
import { corpus } from '../grader/corpus.ts';
import { gradeSource } from '../grader/gradeSource.ts';
import { bestIsolation } from '../grader/isolation.ts';
import { loadExercise } from '../grader/loadExercise.ts';
import { chooseIsolation, NotIsolated } from './chooseIsolation.ts';
import { selfTest } from './selfTest.ts';

const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-walls-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the six probes', () => {
  it.skipIf(bestIsolation() !== 'bwrap')(
    'get nothing out of bubblewrap (skipped where it is not installed)',
    async () => {
      const results = await selfTest('bwrap');
      expect(results.map(({ id }) => id)).toEqual(['files', 'network', 'environment', 'grader', 'orphan', 'memory']);
      expect(results.filter(({ held }) => !held)).toEqual([]);
    },
  );

  it('get through where there is no wall, so that their silence means something', async () => {
    if (process.platform !== 'linux') return;
    const results = await selfTest('student');
    // Memory is watched from outside at every level, so that probe is stopped here, too.
    expect(results.filter(({ held }) => !held).map(({ id }) => id)).toEqual([
      'files',
      'network',
      'environment',
      'grader',
      'orphan',
    ]);
  });
});

describe('a container', () => {
  it('has no network, nothing to write, no rights, caps, and a command that ends it', () => {
    const { file, args, end } = containerCommand('podman', 'node@sha256:abc', ['--permission']);
    expect(file).toBe('podman');
    const text = args.join(' ');
    for (const part of [
      '--network none',
      '--read-only',
      '--cap-drop ALL',
      '--security-opt no-new-privileges',
      '--user 65534:65534',
      '--pids-limit 64',
      '--ulimit nproc=1024:1024',
      '--memory 768m',
      '--memory-swap 768m',
      '--pull never',
      '--rm',
    ])
      expect(text).toContain(part);
    expect(text).not.toMatch(/--volume|-v |--mount|--env|--privileged/);
    const name = args[args.indexOf('--name') + 1]!;
    expect(end.args).toEqual(['kill', '--signal', 'KILL', name]);
    expect(containerCommand('docker', 'x', []).args).not.toContain(name);
    expect(args.slice(args.indexOf('node@sha256:abc'))).toEqual([
      'node@sha256:abc',
      '-c',
      expect.stringContaining('3>&1 1>&2'),
      'sh',
      '--permission',
    ]);
  });

  it('is refused where its engine cannot start one, with what to do', () => {
    const { PATH } = process.env;
    process.env['PATH'] = folder;
    try {
      expect(() => chooseIsolation('podman', false)).toThrow(NotIsolated);
      expect(() => chooseIsolation('podman', true)).toThrow(/podman pull IMAGE/);
      expect(() => chooseIsolation('gvisor', false)).toThrow('--isolation is one of bwrap, podman, docker');
      expect(() => chooseIsolation('student', false)).toThrow(NotIsolated);
      expect(chooseIsolation('student', true)).toBe('student');
    } finally {
      process.env['PATH'] = PATH;
    }
  });

  /** Does what an engine would, without a container: what stands behind the image's name is run. */
  const engine = `#!/bin/sh
if [ "$1" = kill ]; then exit 0; fi
while [ "$1" != docker.io/library/node:24-slim ]; do shift; done
shift
PATH="$(dirname ${process.execPath}):/usr/bin:/bin" exec /bin/sh "$@"
`;

  it('carries a whole grading through its streams: jobs in, frames out, no word of the program between them', async () => {
    if (process.platform === 'win32') return;
    writeFileSync(join(folder, 'podman'), engine);
    chmodSync(join(folder, 'podman'), 0o755);
    const { PATH } = process.env;
    process.env['PATH'] = `${folder}:${PATH}`;
    try {
      expect(chooseIsolation('podman', false)).toBe('podman');
      const exercise = await loadExercise('cross-entropy-gradient');
      const names = new Set([
        'solution',
        'prints',
        'console-flood',
        'exit-in-the-call',
        'endless-loop',
        'typed-arrays',
        'static-import',
        'counts-calls',
      ]);
      for (const { verdict, name, source } of corpus().filter((one) => names.has(one.name))) {
        const wallMs = verdict === 'TIME_LIMIT' ? 1500 : 30_000;
        const found = await gradeSource(exercise, new TextEncoder().encode(source), { isolation: 'podman', wallMs });
        expect([name, found.verdict, found.isolation]).toEqual([name, verdict, 'podman']);
      }
    } finally {
      process.env['PATH'] = PATH;
    }
  });
});
