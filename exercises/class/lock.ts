/**
 * One grader a folder. The lock is a file with the process's number and when it began, for numbers are used again; it is there whole or not at
 * all (a link), and one whose process has ended is moved aside.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../grader/course/readAnswer.ts';
import { writingTo } from './disk.ts';

/** When a process began, in the system's ticks; '' where there is nobody to ask. */
function beganAt(pid: number): string {
  try {
    // The name of the program, in brackets, may hold anything.
    return readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/s, '').trim().split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isHeld(text: string): boolean {
  const [pid = '', began = ''] = text.trim().split(' ');
  if (!/^\d+$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || beganAt(Number(pid)) === began;
}

function tryLink(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** False where it is gone by now. */
function moveAway(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/**
 * Takes the lock of a folder.
 *
 * @returns the way to give it back
 * @throws UsageError where another grader works there
 */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, 'lock');
  const own = `${lock}.${process.pid}`;
  return writingTo(lock, () => {
    writeFileSync(own, `${process.pid} ${beganAt(process.pid)}\n`);
    try {
      for (let tries = 0; tries < 5; tries++) {
        if (tryLink(own, lock)) return () => rmSync(lock, { force: true });
        const text = readText(lock);
        if (isHeld(text)) break;
        const aside = `${own}.stale`;
        if (!moveAway(lock, aside)) continue;
        // Somebody else may have moved the dead one away and stand there by now: that one goes back.
        const moved = readText(aside);
        if (moved !== text && isHeld(moved)) tryLink(aside, lock);
        rmSync(aside, { force: true });
      }
    } finally {
      rmSync(own, { force: true });
    }
    throw new UsageError(`Another grader is at work in ${folder}. Wait for it, or choose another folder with --out.`);
  });
}
