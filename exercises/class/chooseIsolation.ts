/** Which walls stand round the code of a class: bubblewrap, or the container that was asked for. Less only where somebody says that they trust the code. */
import { spawnSync } from 'node:child_process';
import { UsageError } from '../grader/course/readAnswer.ts';
import { bestIsolation, isolatedNode, type ProcessIsolation } from '../grader/isolation.ts';

const levels: readonly ProcessIsolation[] = ['bwrap', 'podman', 'docker', 'student'];

/** Exit code 5: nothing was graded. */
export class NotIsolated extends Error {}

function checkContainer(level: 'podman' | 'docker'): void {
  const { file, args, env } = isolatedNode(level, ['--version']);
  const { status, stderr, stdout, error } = spawnSync(file, args, {
    encoding: 'utf8',
    timeout: 60_000,
    ...(env ? { env } : {}),
  });
  // Frames and Node's own words both come out; a version is a version on either stream.
  if (status === 0 && /v\d+\.\d+/.test(`${stdout}${stderr}`)) return;
  const why = error ? error.message : (stderr ?? '').trim().split('\n').slice(-2).join(' ');
  throw new NotIsolated(
    `${level} could not start Node in a container: ${why}\nIs its service running, and is the image there? It is never fetched by itself: ${level} pull IMAGE, then --image IMAGE (node:24-slim unless told).`,
  );
}

/**
 * @param asked by `--isolation`; the best there is, unless told
 * @param trusted `--trust-submissions`
 */
export function chooseIsolation(asked: string | undefined, trusted: boolean): ProcessIsolation {
  const level = asked ?? bestIsolation();
  if (!levels.includes(level as ProcessIsolation))
    throw new UsageError(`--isolation is one of ${levels.slice(0, 3).join(', ')}, not “${level}”.`);
  if (level === 'bwrap' && bestIsolation() !== 'bwrap')
    throw new NotIsolated(
      'bubblewrap does not work here. On Debian or Ubuntu: sudo apt install bubblewrap. Elsewhere: --isolation podman or docker.',
    );
  if (level === 'podman' || level === 'docker') checkContainer(level);
  if (level === 'student' && !trusted)
    throw new NotIsolated(
      'Nothing on this machine keeps a student’s code from your files and the network, so nothing is run. Install bubblewrap (sudo apt install bubblewrap), or use a container (--isolation podman or docker). If you trust every submission as you trust your own code: --trust-submissions.',
    );
  return level as ProcessIsolation;
}
