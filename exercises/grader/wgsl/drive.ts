/**
 * How a shader is asked, in the sandbox: one dispatch in the emulator. The answer holds what stands in the buffers afterwards and
 * what was found, in words that two programs share when they make the same mistake: no lines, no threads. What is to be told to
 * the student, with line and thread, stands beside it and is compared with nothing.
 */
import { emulate } from './emulate.ts';
import type { Finding, FindingKind } from './record.ts';

/** The host's side of a case. */
export interface Wanted {
  /** How many numbers of a buffer are to be written, by its name. */
  readonly writes: Readonly<Record<string, number>>;
  /** The most numbers of storage that one thread may read. */
  readonly reads?: number;
  /** The most that the busiest thread may do, in multiples of the mean. */
  readonly share?: number;
}

/** What is told, by its sentence in `shader` of english.ts. */
export interface Told {
  readonly words: string;
  readonly kind: FindingKind | 'fault';
  readonly values: Readonly<Record<string, number | string>>;
}

/** Three times what the longest right answer takes: a program without an end is found in every case before the grading's time is up. */
const DRIVE_FUEL = 300_000;

/** Most telling first. What it cost is only asked once the numbers are right. */
const kinds: readonly FindingKind[] = ['endless', 'outside', 'divergence', 'race', 'unwritten'];
const costs: readonly FindingKind[] = ['reads', 'idle'];

/** A finding without threads and lines. */
function eventOf({ kind, space, buffer, values, phase }: Finding): string {
  const where = space === 'storage' ? buffer : space;
  if (kind === 'race') return `race ${where} ${phase}`;
  if (kind === 'outside') return `outside ${where} ${values['by']}`;
  return where === '' ? kind : `${kind} ${where}`;
}

function firstOf(findings: readonly Finding[], order: readonly FindingKind[]): Told | null {
  for (const kind of order) {
    const found = findings.find((one) => one.kind === kind);
    if (found) return { words: found.words, kind, values: { ...found.values, times: found.times } };
  }
  return null;
}

/**
 * @param workgroups how many, x first
 * @param buffers what the host binds, in the order of the bindings
 */
export function drive(
  student: { readonly shader: string },
  workgroups: readonly number[],
  buffers: Readonly<Record<string, readonly number[]>>,
  { writes, reads, share }: Wanted,
) {
  const names = Object.keys(buffers);
  const outputs = Object.fromEntries(Object.entries(writes).map(([name, count]) => [names.indexOf(name), count]));
  const limits = {
    ...(reads === undefined ? {} : { mostReads: reads }),
    ...(share === undefined ? {} : { mostShare: share }),
  };
  const {
    fault,
    record,
    buffers: after,
  } = emulate(student.shader, workgroups, Object.values(buffers), { outputs, ...limits, fuel: DRIVE_FUEL });
  const numbers = Object.fromEntries(
    Object.keys(writes).map((name) => [name, [...(after[names.indexOf(name)] ?? buffers[name] ?? [])]]),
  );
  if (fault !== null)
    return {
      ...numbers,
      events: ['fault'],
      told: { words: 'fault', kind: 'fault', values: { ...fault } },
      costly: null,
    };
  const { findings } = record;
  return {
    ...numbers,
    events: [...new Set(findings.map(eventOf))].sort(),
    told: firstOf(findings, kinds),
    costly: firstOf(findings, costs),
  };
}
