/**
 * Parses a student's text in a process that may die of it. Parsers recurse: 2 kB of parentheses exhaust their stack, and the
 * one inside Node is broken for every later file after that. Here the process ends instead, and the next text gets a new one.
 * It only parses, never runs anything, so one process serves many texts.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { bestIsolation, isolatedNode, nodeFlags } from './isolation.ts';
import { killChild, watchChild } from './liveChildren.ts';
import { type Stripped, stripTypes } from './stripTypes.ts';
import { idleOf, watchTime } from './timeWatch.ts';
import { tooNested } from './tooNested.ts';

/** Of a processor: an ordinary answer takes milliseconds of it. A right text must not be called nested because the machine is busy. */
const PARSE_MS = 5000;
/** So many times as long by the clock. */
const PATIENCE = 12;
/** A process that serves for ever would meet the limit that ends orphans. */
const TEXTS_PER_PROCESS = 500;
/** JSON may write a character in six bytes. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

interface Parser {
  readonly child: ChildProcess;
  texts: number;
}

let parser: Parser | null = null;
let program: string | null = null;
/** One text at a time: the next waits for the one before. */
let queue: Promise<unknown> = Promise.resolve();

function programText(): string {
  const texts = ['stripTypes.ts', 'parserProgram.ts'].map((name) => {
    const stripped = stripTypes(readFileSync(new URL(name, import.meta.url), 'utf8'));
    if (!stripped.ok) throw new Error(`${name} does not parse`);
    return stripped.code;
  });
  return `${texts.join('\n')}\nserveParser(stripTypes);`;
}

function startParser(): Parser {
  program ??= programText();
  const { file, args } = isolatedNode(bestIsolation(), [...nodeFlags, '--input-type=module', '--eval', program]);
  const child = spawn(file, args, { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'ignore'], detached: true });
  watchChild(child);
  child.stdin?.on('error', () => {}); // told by the missing answer
  child.on('error', () => {}); // likewise
  hold(child, false);
  return { child, texts: 0 };
}

/** A parser that waits for a text keeps the grader from ending no longer than one that is not there. */
function hold(child: ChildProcess, busy: boolean): void {
  for (const one of [child, child.stdin, child.stdout] as unknown as readonly { ref(): void; unref(): void }[]) {
    if (busy) one.ref();
    else one.unref();
  }
}

/** One answer, or null when none came in time or the process died of the text. */
function ask(child: ChildProcess, source: string): Promise<Stripped | null> {
  const text = new TextEncoder().encode(source);
  const header = new Uint8Array(4);
  new DataView(header.buffer).setUint32(0, text.length, true);
  return new Promise((resolve) => {
    let received: Buffer = Buffer.alloc(0);
    const settle = (answer: Stripped | null): void => {
      stopClock();
      child.stdout!.removeListener('data', take);
      child.removeListener('close', gone);
      resolve(answer);
    };
    const gone = (): void => settle(null);
    const take = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4) return;
      const length = received.readUInt32LE(0);
      if (length > MAX_ANSWER_BYTES) settle(null);
      else if (received.length >= 4 + length)
        settle(JSON.parse(received.subarray(4, 4 + length).toString('utf8')) as Stripped);
    };
    const stopClock = watchTime(PARSE_MS, idleOf(child.pid), gone, PATIENCE);
    child.stdout!.on('data', take);
    child.once('close', gone);
    child.stdin!.write(header);
    child.stdin!.write(text);
  });
}

async function parse(source: string): Promise<Stripped> {
  if (parser === null || parser.child.exitCode !== null || parser.child.signalCode !== null) parser = startParser();
  const { child } = parser;
  hold(child, true);
  const answer = await ask(child, source);
  hold(child, false);
  if (answer === null || ++parser.texts >= TEXTS_PER_PROCESS) {
    killChild(child);
    parser = null;
  }
  return answer ?? { ok: false, diagnosis: tooNested(source) };
}

/** Removes the types of a student's text. Resolves whatever the text is. */
export function stripStudentTypes(source: string): Promise<Stripped> {
  const turn = queue.then(() => parse(source));
  queue = turn.catch(() => {});
  return turn;
}
