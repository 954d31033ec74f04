/**
 * Before any student's code runs, six programs of ours try to get out, with Node's own limits and our walls inside the sandbox taken
 * away: what is tried is the outer wall alone, for it is the one that has to hold when the others fail. Each reports what it could do as an
 * answer; where it could do something here, that is seen here.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessIsolation } from '../grader/isolation.ts';
import { encodeJob, type Transcript } from '../grader/protocol.ts';
import { runChild } from '../grader/runChild.ts';

export type ProbeId = 'files' | 'network' | 'environment' | 'grader' | 'orphan' | 'memory';

export interface ProbeResult {
  readonly id: ProbeId;
  readonly held: boolean;
  readonly what: string;
}

const PROBE_MS = 20_000;
const ORPHAN_MARK = 'chalkgrad-orphan-';

/** A module that does something while it loads, and then answers what came of it. */
const moduleOf = (body: string): string =>
  `let answer = 'nothing';\ntry {\n${body}\n} catch (error) { answer = 'refused'; }\nexport function probe() { return answer; }`;

function run(code: string, isolation: ProcessIsolation): Promise<Transcript> {
  const program = { mode: 'call', names: ['probe'], code, given: '', mutants: {}, framework: '' } as const;
  const walls = { permission: false, confine: false, bufferBudget: false };
  return runChild(encodeJob({ program, calls: [[]] }), 1, { wallMs: PROBE_MS, isolation, walls });
}

const answerOf = ({ answers: [first] }: Transcript): string =>
  first?.kind === 'value' && typeof first.value === 'string' ? first.value : 'no answer';

const quoted = (text: string): string => JSON.stringify(text);

async function readsFiles(isolation: ProcessIsolation): Promise<ProbeResult> {
  const folder = mkdtempSync(join(tmpdir(), 'chalkgrad-probe-'));
  const secret = randomUUID();
  const path = join(folder, 'secret');
  writeFileSync(path, secret);
  const places = [path, new URL('../', import.meta.url).pathname];
  const code = moduleOf(`
    const fs = process.getBuiltinModule('node:fs');
    const found = [];
    for (const place of ${JSON.stringify(places)}) {
      try { found.push(fs.statSync(place).isFile() ? fs.readFileSync(place, 'utf8') : place); } catch {}
    }
    try { fs.writeFileSync(${quoted(`${path}.written`)}, 'x'); } catch {}
    answer = found.join(' ');`);
  try {
    const answer = answerOf(await run(code, isolation));
    const wrote = readdirSync(folder).length > 1;
    const saw = [secret, ...places].some((one) => answer.includes(one));
    const what = wrote ? 'it could write files of this machine' : 'it could see files of this machine';
    return { id: 'files', held: !saw && !wrote, what: saw || wrote ? what : 'no file outside was seen' };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function reachesNetwork(isolation: ProcessIsolation): Promise<ProbeResult> {
  let visits = 0;
  const server = createServer((socket) => {
    visits++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const code = moduleOf(`
    const net = process.getBuiltinModule('node:net');
    const os = process.getBuiltinModule('node:os');
    const reach = (port, host) => new Promise((resolve) => {
      const socket = net.connect({ port, host, timeout: 2000 });
      socket.on('connect', () => resolve('reached'));
      socket.on('error', () => resolve(''));
      socket.on('timeout', () => resolve(''));
    });
    const others = Object.values(os.networkInterfaces()).flat().filter((one) => !one.internal).length;
    answer = others > 0 ? 'reached a network' : await reach(${port}, '127.0.0.1');`);
  const answer = answerOf(await run(code, isolation));
  await new Promise((resolve) => server.close(resolve));
  const held = visits === 0 && !answer.startsWith('reached');
  return { id: 'network', held, what: held ? 'no network was there' : 'it could reach a network' };
}

async function seesEnvironment(isolation: ProcessIsolation): Promise<ProbeResult> {
  const code = moduleOf(`
    const fs = process.getBuiltinModule('node:fs');
    const names = new Set(Object.keys(process.env));
    for (const pid of fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) {
      try { for (const line of fs.readFileSync('/proc/' + pid + '/environ', 'latin1').split('\\0')) names.add(line.split('=')[0]); } catch {}
    }
    answer = [...names].join(' ');`);
  const seen = answerOf(await run(code, isolation))
    .split(' ')
    .filter(Boolean);
  // A container's image has a few of its own. What counts is what is ours.
  const own = [
    'PATH',
    'HOME',
    'HOSTNAME',
    'NODE_VERSION',
    'YARN_VERSION',
    'PWD',
    'container',
    'TERM',
    'SHLVL',
    '_',
    'OLDPWD',
    'refused',
    'nothing',
    'no',
    'answer',
  ];
  const leaked = seen.filter((name) => !own.includes(name) && process.env[name] !== undefined);
  return {
    id: 'environment',
    held: leaked.length === 0,
    what:
      leaked.length === 0 ? 'nothing of the environment was there' : `it could read ${leaked.slice(0, 3).join(', ')}`,
  };
}

async function signalsGrader(isolation: ProcessIsolation): Promise<ProbeResult> {
  let signals = 0;
  const count = (): void => void signals++;
  // A signal that is heard and does nothing else, where SIGKILL would be the end.
  const name = process.platform === 'win32' ? 'SIGBREAK' : 'SIGUSR2';
  process.on(name, count);
  const code = moduleOf(`
    for (const pid of [${process.pid}, process.ppid]) {
      try { process.kill(pid, '${name}'); } catch {}
    }
    answer = '';`);
  await run(code, isolation);
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.removeListener(name, count);
  return {
    id: 'grader',
    held: signals === 0,
    what: signals === 0 ? 'the grader could not be signalled' : 'it could send the grader a signal',
  };
}

/** Whether a process of this machine has a word in its command line. */
function runsWith(word: string): boolean {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.some((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').includes(word);
    } catch {
      return false;
    }
  });
}

async function leavesOrphan(isolation: ProcessIsolation): Promise<ProbeResult> {
  const mark = `${ORPHAN_MARK}${randomUUID()}`;
  const code = moduleOf(`
    const { spawn } = process.getBuiltinModule('node:child_process');
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)', '${mark}'], { detached: true, stdio: 'ignore' });
    await new Promise((resolve) => { child.on('spawn', resolve); child.on('error', resolve); });
    child.unref();
    answer = 'started';`);
  await run(code, isolation);
  if (process.platform !== 'linux')
    return { id: 'orphan', held: true, what: 'not looked for: this system does not list its processes' };
  let alive = true;
  for (let i = 0; i < 40 && alive; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    alive = runsWith(mark);
  }
  return { id: 'orphan', held: !alive, what: alive ? 'a process of its own went on after it' : 'nothing outlived it' };
}

async function fillsMemory(isolation: ProcessIsolation): Promise<ProbeResult> {
  const code = moduleOf(`
    const kept = [];
    for (let i = 0; i < 64; i++) kept.push(new Uint8Array(2 ** 26).fill(1)); // 4 GiB
    answer = 'filled';`);
  const transcript = await run(code, isolation);
  const held = answerOf(transcript) !== 'filled';
  return { id: 'memory', held, what: held ? 'it was stopped' : 'it could fill 4 GiB' };
}

const probes = [readsFiles, reachesNetwork, seesEnvironment, signalsGrader, leavesOrphan, fillsMemory];

/** All six, one after the other. */
export async function selfTest(isolation: ProcessIsolation): Promise<readonly ProbeResult[]> {
  const results: ProbeResult[] = [];
  for (const probe of probes) results.push(await probe(isolation));
  return results;
}
