/** A program run in this process, as the sandbox's worker runs it, for tests: what it printed, its steps, and how it ended. Node only. */
import * as framework from '#framework';
import type { StepMetrics, StepTrace } from '../player/protocol.ts';
import type { FromTimeline } from '../player/timelineProtocol.ts';
import { stripTypes } from '../workbench/stripTypes.ts';
import { frameworkParts } from './frameworkParts.ts';
import { ProgramHost } from './ProgramHost.ts';
import type { FromProgram, ToProgram } from './protocol.ts';
import { topLevelNames } from './topLevelNames.ts';

let tries = 0;

export interface Tried {
  readonly host: ProgramHost;
  readonly lines: readonly string[];
  readonly metrics: readonly StepMetrics[];
  readonly traces: readonly StepTrace[];
  readonly ending: Extract<FromProgram, { type: 'script' | 'run' | 'programFailed' }>;
  /** What a timeline of its run has told since. */
  readonly told: readonly (FromTimeline | FromProgram)[];
}

export async function tryProgram(source: string, window: ToProgram['window'] = null): Promise<Tried> {
  const stripped = stripTypes(source);
  if (!stripped.ok) throw new Error(`it does not parse: ${JSON.stringify(stripped.diagnosis)}`);
  const told: (FromTimeline | FromProgram)[] = [];
  const host = new ProgramHost({
    library: { '#framework': framework, ...frameworkParts },
    // A module is run once for an address: the same program again needs another one.
    addressOf: (text) => `data:text/javascript,${encodeURIComponent(`${text}\n//${++tries}`)}`,
    importModule: (address) => import(/* @vite-ignore */ address) as Promise<object>,
    post: (message) => told.push(message as FromTimeline | FromProgram),
  });
  const original = console.log;
  console.log = host.print;
  try {
    await host.run({ type: 'program', code: stripped.code, names: topLevelNames(stripped.code), window });
  } finally {
    console.log = original;
  }
  const steps = told.filter((message) => message.type === 'steps');
  return {
    host,
    told,
    lines: told.flatMap((message) => (message.type === 'printed' ? message.lines : [])),
    metrics: steps.flatMap(({ metrics }) => metrics),
    traces: steps.flatMap(({ traces }) => traces),
    ending: told.find(({ type }) => ['script', 'run', 'programFailed'].includes(type)) as Tried['ending'],
  };
}
