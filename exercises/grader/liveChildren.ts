/**
 * Children die with the grader, whatever ends it, and cannot open its debugger. A child leads a session of its own, so a
 * Ctrl-C of the terminal does not reach it: the grader passes the end on.
 */
import type { ChildProcess } from 'node:child_process';

const living = new Set<ChildProcess>();

/** Ends a child at once, with everything it started. Only SIGKILL does: a built-in that loops cannot be interrupted from inside. */
export function killChild(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    // The child leads its group (`detached`). Windows has no groups, and no signals to one.
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

const killAll = (): void => {
  for (const child of living) killChild(child);
};

function passOn(signal: NodeJS.Signals): void {
  const end = (): void => {
    killAll();
    process.removeListener(signal, end);
    // Somebody else may want to end in an orderly way; without such a listener the signal does what it always does.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  process.on(signal, end);
}

let watching = false;

function watch(): void {
  if (watching) return;
  watching = true;
  process.on('exit', killAll);
  if (process.platform === 'win32') return;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) passOn(signal);
  // Node answers SIGUSR1 by opening its debugger on the loopback, to whoever sent it. A listener takes that place.
  process.on('SIGUSR1', () => {});
}

/** Keeps an eye on a child until it has ended. Spawn it `detached`. */
export function watchChild(child: ChildProcess): void {
  watch();
  living.add(child);
  child.once('close', () => living.delete(child));
}
