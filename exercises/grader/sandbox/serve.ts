/** One job, from its first frame to its last. */

import { captureConsole } from './console.ts';
import { errorValue } from './errorValue.ts';
import { type Host, sendMark, sendValue } from './host.ts';
import { keysOf } from './intrinsics.ts';
import type { Call, Job } from './job.ts';
import { play } from './play.ts';
import { put } from './put.ts';
import { isTooBig, snapshot } from './snapshot.ts';
import type { Loaded, Mode, Value } from './values.ts';
import { tag } from './wire.ts';
import { newWriter, writeValue } from './writeValue.ts';

/** Whether the student's code changed its arguments: they no longer encode to the bytes they came from. */
function wasMutated(call: Call): boolean {
  try {
    const writer = newWriter();
    writeValue(writer, call.args);
    if (writer.length !== call.argLength) return true;
    for (let i = 0; i < call.argLength; i++) if (writer.data[i] !== call.argBytes[i]) return true;
    return false;
  } catch {
    return true;
  }
}

function answer(host: Host, job: Job, loaded: { answer: Loaded; given: Loaded }, call: Call): void {
  try {
    const value = snapshot(play(job, loaded.answer, loaded.given, call.args));
    sendValue(host, tag.value, call.id, value, wasMutated(call) ? 1 : 0);
  } catch (error) {
    if (isTooBig(error)) sendMark(host, tag.tooBig, call.id);
    else sendValue(host, tag.failure, call.id, errorValue(error, host.address()));
  }
}

export function sendLoadError(host: Host, error: unknown): void {
  const refused = host.refused();
  const kind = refused === '' ? 'error' : 'import';
  sendValue(host, tag.notLoaded, 0, [kind, refused, errorValue(error, host.address())]);
}

function isAnswer(mode: Mode, found: unknown): boolean {
  if (mode === 'value') return found !== undefined;
  return typeof found === (mode === 'shader' ? 'string' : 'function');
}

async function loadSolution(host: Host, job: Job): Promise<{ answer: Loaded; given: Loaded } | null> {
  try {
    const loaded = await host.load(job);
    let missing = '';
    for (let i = job.names.length - 1; i >= 0; i--) {
      const found = loaded.answer[job.names[i]!];
      if (!isAnswer(job.mode, found)) missing = job.names[i]!;
    }
    if (missing === '') return loaded;
    sendValue(host, tag.notLoaded, 0, ['export', plainNames(keysOf(loaded.answer)), missing]);
  } catch (error) {
    sendLoadError(host, error);
  }
  return null;
}

function plainNames(names: readonly string[]): Value {
  const values: Value[] = new Array(names.length);
  for (let i = 0; i < names.length; i++) put(values, i, names[i]!);
  return values;
}

/** Does one job from first to last frame. Everything after loading is synchronous: student timers and promises cannot interleave. */
export async function serve(host: Host, job: Job): Promise<void> {
  captureConsole(host);
  const loaded = await loadSolution(host, job);
  if (loaded !== null) {
    sendMark(host, tag.loaded, 0);
    for (let i = 0; i < job.calls.length; i++) answer(host, job, loaded, job.calls[i]!);
  }
  sendMark(host, tag.end, 0);
}
