/** An image for containers, out of the Node of this machine and what it needs, so that no registry is asked: for trying the container engines. Linux only. */
import { execFileSync, spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import type { Engine } from '../../grader/containers.ts';

const programs = ['/bin/sh', '/usr/bin/timeout'];

/** The libraries that a program asks for, and the loader that finds them. */
const librariesOf = (program: string): readonly string[] =>
  [...execFileSync('ldd', [program], { encoding: 'utf8' }).matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm)].map(
    ([, path]) => path!,
  );

/** Whether an engine is there and answers, or what it says. */
export function complaintOfEngine(engine: Engine): string | null {
  const { status, error, stderr } = spawnSync(engine, ['info'], { encoding: 'utf8', timeout: 60_000 });
  if (error) return error.message;
  return status === 0 ? null : stderr.trim().split('\n').at(-1)!.slice(0, 300);
}

/** @returns the name under which the engine knows it */
export function makeNodeImage(engine: Engine, name = 'localhost/chalkgrad-node:own'): string {
  const node = realpathSync(process.execPath);
  const files = [...new Set([node, ...programs, ...[node, ...programs].flatMap(librariesOf)])];
  // Links are followed: an image holds files under the names by which they are asked for.
  const tar = ['-c', '-h', '--owner=0', '--group=0', `--transform=s|^${node.slice(1)}$|usr/bin/node|`, '-C', '/'];
  const archive = execFileSync('tar', [...tar, ...files.map((path) => path.slice(1))], { maxBuffer: 2 ** 30 });
  execFileSync(engine, ['import', '--change', 'ENV PATH=/usr/bin:/bin', '-', name], {
    input: archive,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  return name;
}
