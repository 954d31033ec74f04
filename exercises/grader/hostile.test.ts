/** Submissions that misbehave, each through a real child process: the verdict is right and the grader survives. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type GradeOptions, gradeSource } from './gradeSource.ts';
import { loadExercise } from './loadExercise.ts';
import type { Verdict } from './verdict.ts';

// Starting Node dozens of times on a machine that does other work at once takes its time.

const exercise = await loadExercise('cross-entropy-gradient');
const honest = readFileSync(new URL('../cross-entropy-gradient/solution.ts', import.meta.url), 'utf8');
/** Long enough to start Node on a busy machine, short enough for a test. */
const SHORT_MS = 2000;

const grade = (source: string | Uint8Array, options: GradeOptions = {}): Promise<Verdict> =>
  gradeSource(exercise, typeof source === 'string' ? new TextEncoder().encode(source) : source, {
    wallMs: 20_000,
    ...options,
  });
const body = (code: string): string => `export function crossEntropyGradient(logits, labels) {\n${code}\n}`;
/** The solution under another name, to misbehave round it. */
const inner = honest.replace('export function crossEntropyGradient', 'function solve');
const around = (code: string): string => `${inner}\n${body(code)}`;

describe('code that does not come back', () => {
  const loops: Readonly<Record<string, string>> = {
    'an endless loop': 'for (;;);',
    'a built-in that loops where nothing can interrupt it':
      'return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);',
    'a regular expression that backtracks for ever': 'return /^(a+)+$/.test("a".repeat(40) + "b");',
  };
  for (const [name, code] of Object.entries(loops))
    it(`stops ${name}`, async () => {
      // Generous: starting a process may take seconds on a busy machine; what is not stopped never comes back.
      const verdict = await grade(body(code), { wallMs: SHORT_MS });
      expect(verdict).toMatchObject({ verdict: 'TIME_LIMIT', score: 0, diagnosis: { id: 'time-limit' } });
      expect(verdict.timings.wallMs).toBeLessThan(SHORT_MS + 15_000);
    });

  it('keeps the points of the parts that were answered before the loop', async () => {
    const verdict = await grade(around('if (logits[0][0] === 1000) for (;;);\nreturn solve(logits, labels);'), {
      wallMs: SHORT_MS,
    });
    expect(verdict).toMatchObject({ verdict: 'TIME_LIMIT', score: 8 });
    expect(verdict.groups.map((part) => part.points)).toEqual([4, 4, 0]);
  });

  it('says that a promise at the top of the file never settled', async () => {
    expect(await grade(`await new Promise(() => {});\n${honest}`)).toMatchObject({
      verdict: 'RUNTIME_ERROR',
      diagnosis: { id: 'unsettled' },
    });
  });

  it('takes no promise for an answer, settled or not', async () => {
    const never = await grade(body('return new Promise(() => {});'));
    expect(never).toMatchObject({ verdict: 'WRONG_TYPE', diagnosis: { id: 'promise' } });
    const asynchronous = honest.replace('export function', 'export async function').replace(': number[][] {', ' {');
    expect((await grade(asynchronous)).diagnosis).toMatchObject({ id: 'promise' });
  });
});

describe('code that ends or floods the program', () => {
  it('counts process.exit(0) as ending the program, at load and in the call', async () => {
    for (const source of [`process.exit(0);\n${honest}`, body('process.exit(0);')])
      expect(await grade(source)).toMatchObject({ verdict: 'EARLY_EXIT', score: 0 });
  });

  it('stops a console flood and shows where it began', async () => {
    const verdict = await grade(body('for (;;) console.log("drip");'));
    expect(verdict).toMatchObject({ verdict: 'OUTPUT_LIMIT', diagnosis: { id: 'output-limit' } });
    expect(verdict.log.startsWith('drip\ndrip\n')).toBe(true);
    expect(verdict.log.length).toBeLessThanOrEqual(64 * 1024);
  });

  it('reports a full heap as a memory limit', async () => {
    const verdict = await grade(body('const kept = []; for (;;) kept.push(new Array(10000).fill(1.5));'));
    expect(verdict).toMatchObject({ verdict: 'MEMORY_LIMIT', diagnosis: { id: 'memory-limit' } });
    expect(verdict.log).not.toContain('GC');
  });

  it('does not copy an answer with a billion entries', async () => {
    expect(await grade(body('return new Array(1e9);'))).toMatchObject({
      verdict: 'OUTPUT_LIMIT',
      diagnosis: { id: 'too-big' },
    });
  });

  it('survives a recursion without an end', async () => {
    const verdict = await grade(body('return crossEntropyGradient(logits, labels);'));
    expect(verdict).toMatchObject({ verdict: 'RUNTIME_ERROR', diagnosis: { id: 'recursion' } });
  });
});

describe('code that lies', () => {
  it('survives a thrown object whose properties throw', async () => {
    const verdict = await grade(
      body('throw { get message() { throw 1; }, get name() { throw 2; }, get stack() { throw 3; } };'),
    );
    expect(verdict).toMatchObject({
      verdict: 'RUNTIME_ERROR',
      diagnosis: { id: 'threw', parameters: { message: '' } },
    });
  });

  it('refuses a Proxy round the right answer', async () => {
    for (const code of [
      'return new Proxy(solve(logits, labels), {});',
      'return solve(logits, labels).map((row) => new Proxy(row, {}));',
    ])
      expect(await grade(around(code))).toMatchObject({ verdict: 'WRONG_TYPE', score: 0 });
  });

  it('judges the data whatever was patched: Math, arrays, JSON, prototypes', async () => {
    const patches = `
      Array.prototype.every = () => true;
      Array.prototype[Symbol.iterator] = function* () { yield 0; };
      Object.prototype.get = () => 0;
      Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'length', { get: () => 0 });
      JSON.stringify = () => '[]';
      Math.abs = () => 0;
      Array.isArray = () => true;
      String.prototype.slice = () => 'forged';`;
    const wrong = await grade(`${body('return logits.map((row) => row.map(() => 0.25));')}\n${patches}`);
    expect(wrong).toMatchObject({ verdict: 'WRONG_ANSWER', score: 0, diagnosis: { id: 'not-recognised' } });
    const right = await grade(around(`const answer = solve(logits, labels);${patches}\nreturn answer;`));
    // The patched iterator breaks the solution's own spread in the second call; the copy of the first answer was sound.
    expect(right.groups[0]!.cases.map(({ verdict }) => verdict)).toContain('NONDETERMINISTIC');
    const gentle = patches.replace(/.*Symbol.iterator.*\n/, '').replace(/.*Math.abs.*\n/, '');
    expect(await grade(`${honest}\n${gentle}`)).toMatchObject({ verdict: 'PASS', score: 10 });
  });

  it('cannot be fooled by index setters on Array.prototype', async () => {
    const setters = `for (let i = 0; i < 9; i++) Object.defineProperty(Array.prototype, i, { set() {}, get: () => 0, configurable: true });`;
    const verdict = await grade(`${setters}\n${body('return logits.map((row) => row.map(() => 0.5));')}`);
    expect(verdict).toMatchObject({ verdict: 'WRONG_ANSWER', score: 0 });
  });

  it('takes forged frames for answers or for a breach, never for a verdict', async () => {
    const forge = (bytes: string) =>
      `process.getBuiltinModule('node:fs').writeSync(3, new Uint8Array([${bytes}]));\n${honest}`;
    const endFrame = '7,0,0,0,0,0,0,0,0';
    for (const frame of [endFrame, '1,0,0,0,0,0,0,0,0', '123,255,255,255,255,1,2,3,4']) {
      expect(await grade(forge(frame))).toMatchObject({ verdict: 'LOAD_ERROR', score: 0 });
      expect(await grade(forge(frame), { walls: { confine: false } })).toMatchObject({
        verdict: 'PROTOCOL_ERROR',
        score: 0,
      });
    }
  });

  it('notices answers that change from call to call', async () => {
    const verdict = await grade(
      `let calls = 0;\n${around('calls++; return solve(logits, labels).map((row) => row.map((x) => x + calls));')}`,
    );
    expect(verdict).toMatchObject({ verdict: 'NONDETERMINISTIC', diagnosis: { id: 'nondeterministic' } });
  });

  it('warns about changed arguments and gives fresh ones to the next call', async () => {
    const verdict = await grade(
      around('const answer = solve(logits, labels); logits[0][0] = 99; labels.length = 0; return answer;'),
    );
    expect(verdict).toMatchObject({ verdict: 'PASS', warnings: [{ id: 'mutated' }] });
  });
});

describe('code that reaches for what is not there', () => {
  it('refuses imports by name, static and dynamic', async () => {
    for (const source of [
      `import fs from 'node:fs';\n${honest}`,
      `await import('node:fs');\n${honest}`,
      `import '#framework';\n${honest}`,
    ])
      expect(await grade(source)).toMatchObject({
        verdict: 'BAD_SUBMISSION',
        status: 'invalid',
        diagnosis: { id: 'import' },
      });
  });

  it('refuses to import a mutant that a test is to tell apart', async () => {
    const test = await loadExercise('kill-the-backwards');
    const [mutant] = Object.keys(test.sources.mutants);
    const source = new TextEncoder().encode(
      `import * as known from 'mutant:${mutant}';\nexport const accepts = () => known;`,
    );
    expect(mutant).toBe('cross-terms-dropped');
    expect(await gradeSource(test, source, { wallMs: 20_000 })).toMatchObject({
      verdict: 'BAD_SUBMISSION',
      diagnosis: { id: 'import', parameters: { specifier: `mutant:${mutant}` } },
    });
  });

  it('reads no files, no environment and starts nothing', async () => {
    const attempts = [
      "process.getBuiltinModule('node:fs').readFileSync(process.execPath);",
      "process.getBuiltinModule('node:child_process').spawnSync('true');",
      "new (process.getBuiltinModule('node:worker_threads').Worker)('1', { eval: true });",
      "eval('1');",
      'process.kill(process.ppid, "SIGUSR1");',
      "await fetch('http://127.0.0.1:9229/json');",
      "if (Object.keys(process.env).length === 0) throw new Error('the environment is empty');",
    ];
    for (const attempt of attempts)
      expect(await grade(`${attempt}\n${honest}`)).toMatchObject({
        verdict: 'LOAD_ERROR',
        score: 0,
        diagnosis: { id: 'load-threw' },
      });
  });
});

describe('mistakes of honest people', () => {
  it('passes a byte order mark, CRLF line ends and a missing last line feed', async () => {
    expect(await grade(`\uFEFF${honest.trimEnd().replaceAll('\n', '\r\n')}`)).toMatchObject({ verdict: 'PASS' });
  });

  it('tells line and column of a syntax error, in the lines of the file as it was written', async () => {
    const source = honest.replaceAll('\n', '\r\n').replace('const m = logits.length;', 'const m = ;');
    const line = source.split('\n').findIndex((text) => text.includes('const m = ;')) + 1;
    expect(await grade(`\uFEFF${source}`)).toMatchObject({
      verdict: 'LOAD_ERROR',
      diagnosis: { id: 'syntax', parameters: { line, column: 13 } },
    });
  });

  it('tells the line of an error that is thrown', async () => {
    const verdict = await grade(
      'export function crossEntropyGradient() {\n  const rows = null;\n  return rows.length;\n}',
    );
    expect(verdict.diagnosis).toMatchObject({ id: 'threw', parameters: { name: 'TypeError', line: 3 } });
  });

  it('lists what a file exports when the function is not among it', async () => {
    expect(await grade(honest.replace('crossEntropyGradient', 'crossEntropyGrad'))).toMatchObject({
      verdict: 'LOAD_ERROR',
      diagnosis: { id: 'export', parameters: { names: 'crossEntropyGrad' } },
    });
    expect((await grade('export default 1;')).diagnosis).toMatchObject({ parameters: { names: 'default' } });
    expect((await grade('')).diagnosis).toMatchObject({ id: 'export', parameters: { names: '' } });
  });

  it('refuses TypeScript that is more than types, by line', async () => {
    expect(await grade(`enum Kind { A }\n${honest}`)).toMatchObject({
      verdict: 'LOAD_ERROR',
      diagnosis: { id: 'not-erasable', parameters: { line: 1 } },
    });
  });

  it('says where a file stops being text', async () => {
    const bytes = new TextEncoder().encode(honest);
    bytes[10] = 0xff;
    expect(await grade(bytes)).toMatchObject({
      verdict: 'BAD_SUBMISSION',
      diagnosis: { id: 'not-text', parameters: { offset: 10 } },
    });
    bytes[10] = 0;
    expect((await grade(bytes)).diagnosis).toMatchObject({ id: 'not-text', parameters: { offset: 10 } });
    expect((await grade(' '.repeat(300_000))).diagnosis).toMatchObject({ id: 'too-large' });
  });

  it('fails NaN and Infinity at the first cell that holds them', async () => {
    for (const value of ['NaN', 'Infinity', '-Infinity']) {
      const verdict = await grade(
        around(`const answer = solve(logits, labels); answer[0][1] = ${value}; return answer;`),
      );
      const [first] = verdict.groups[0]!.cases;
      expect(first!.detail).toMatchObject({ kind: 'cell', first: { index: [0, 1], got: value } });
      expect(verdict).toMatchObject({ score: 0, diagnosis: { id: 'not-finite' } });
    }
  });

  it('names wrong types, ragged rows and strings that look like numbers', async () => {
    const outcome = async (code: string) => (await grade(around(code))).diagnosis?.id;
    expect(await outcome('')).toBe('nothing-returned');
    expect(await outcome('return solve(logits, labels).map((row) => Float64Array.from(row));')).toBe('wrong-type');
    expect(await outcome('return solve(logits, labels).map((row) => row.map(String));')).toBe('wrong-type');
    expect(await outcome('return solve(logits, labels).map((row, i) => row.slice(i));')).toBe('ragged');
    expect(await outcome('return solve(logits, labels).flat();')).toBe('wrong-shape');
  });
});
