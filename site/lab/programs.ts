/** What "Open in the lab" can open: every run of the site, every op, by name. Runs in Node, while the site is built. */
import { opList } from '#framework';
import { sourceFiles } from '../components/source/sourceFiles.ts';
import { lessonRuns } from '../player/lessonRuns.ts';
import { opProgram } from './opProgram.ts';
import { runProgram } from './runProgram.ts';

let known: ReadonlyMap<string, string> | null = null;

/** Texts by name: `spiral-mlp` is a run, `softmax` an op. */
export function allPrograms(): ReadonlyMap<string, string> {
  if (known !== null) return known;
  const texts = new Map(sourceFiles.map(({ path, text }) => [path, text]));
  const runs = [...new Set(Object.values(lessonRuns).map(({ run }) => run))];
  const ofRuns = runs.map((run) => [run, runProgram(run, (path) => texts.get(path))] as const);
  const ofOps = Object.keys(opList).flatMap((name) => {
    const program = opProgram(name);
    return program === null ? [] : [[name, program] as const];
  });
  known = new Map([...ofOps, ...ofRuns]);
  return known;
}
