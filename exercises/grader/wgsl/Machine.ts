/**
 * Threads and the memory they share. Every look and every write passes through here, so that what a card hides is seen: a word
 * that two threads touch in one phase, an index that is none, how often a thread went to storage.
 */
import type { Finding, FindingKind, MemoryRecord, MemorySpace, ThreadEvent, ThreadRecord, Triple } from './record.ts';

/** The fuel is spent. */
export class FuelSpent extends Error {}

/** What a thread waits for. */
export interface Waiting {
  readonly line: number;
  readonly column: number;
  /** It orders storage, too. */
  readonly storage: boolean;
}

const GROUP = 2 ** 24;

export class Thread {
  readonly id: number;
  readonly group: number;
  readonly place: number;
  readonly local: Triple;
  readonly global: Triple;
  readonly groupId: Triple;
  readonly slots: unknown[];
  readonly events: ThreadEvent[] = [];
  result: unknown = null;
  reads = 0;
  writes = 0;
  statements = 0;
  phase = 0;
  /** Numbers that are equal for two threads of a group when no barrier stands between them; other groups have others. */
  workEpoch: number;
  storeEpoch: number;
  line = 0;
  ended: ThreadRecord['ended'] = 'stopped';

  constructor(
    place: { id: number; group: number; place: number; local: Triple; global: Triple; groupId: Triple },
    slots: number,
  ) {
    this.id = place.id;
    this.group = place.group;
    this.place = place.place;
    this.local = place.local;
    this.global = place.global;
    this.groupId = place.groupId;
    this.slots = new Array(slots).fill(0);
    this.workEpoch = place.group * GROUP;
    this.storeEpoch = place.group * GROUP;
  }

  pass({ storage }: Waiting): void {
    this.phase++;
    if (storage) this.storeEpoch++;
    else this.workEpoch++;
  }
}

export class Machine {
  readonly memories: Memory[] = [];
  readonly findings = new Map<string, { finding: Finding; times: number }>();
  readonly isRecording: boolean;
  readonly limit: number;
  left: number;
  groups: Triple = [1, 1, 1];

  constructor(fuel: number, isRecording: boolean) {
    this.limit = fuel;
    this.left = fuel;
    this.isRecording = isRecording;
  }

  /** A statement begins, or as much work as `cost` of them. */
  step(thread: Thread, line: number, cost = 1): void {
    thread.statements += cost;
    thread.line = line;
    this.left -= cost;
    if (this.left < 0) throw new FuelSpent();
  }

  find(
    kind: FindingKind,
    memory: { readonly name: string; readonly space: MemorySpace } | null,
    phase: number,
    who: { readonly threads: readonly number[]; readonly lines: readonly number[] },
    values: Finding['values'],
    words: string = kind,
  ): void {
    const key = [kind, words, memory?.name ?? '', ...who.lines.toSorted((a, b) => a - b)].join(' ');
    const known = this.findings.get(key);
    if (known) {
      known.times++;
      return;
    }
    const [thread = 0, other = 0] = who.threads;
    const [line = 0, otherLine = 0] = who.lines;
    const buffer = memory?.name ?? '';
    const finding: Finding = {
      kind,
      buffer,
      space: memory?.space ?? '',
      phase,
      ...who,
      words,
      values: { ...values, buffer, thread, other, line, otherLine },
      times: 1,
    };
    this.findings.set(key, { finding, times: 1 });
  }

  /** An index that is none of the memory's. `length`: how many there are. */
  outside(
    thread: Thread,
    memory: Memory | { readonly name: string; readonly space: MemorySpace },
    by: 'read' | 'write',
    index: number,
    length: number,
    line: number,
    word: number,
  ): void {
    const who = { threads: [thread.id], lines: [line] };
    this.find(
      'outside',
      memory,
      thread.phase,
      who,
      { index, length, by },
      by === 'read' ? 'outsideRead' : 'outsideWrite',
    );
    if (!this.isRecording) return;
    const { phase, statements: step } = thread;
    thread.events.push({ kind: 'outside', by, buffer: memory.name, index: word, value: Number.NaN, line, phase, step, atomic: false }); // biome-ignore format: one line reads better
  }

  /** Found so far, in the order in which they were. */
  found(): readonly Finding[] {
    return [...this.findings.values()].map(({ finding, times }) => ({ ...finding, times }));
  }
}

/** Which threads touched a word, when, and in which line; 0 is nobody, so threads count from 1 here. */
class Marks {
  readonly thread: Int32Array;
  readonly epoch: Float64Array;
  readonly line: Int32Array;

  constructor(length: number) {
    this.thread = new Int32Array(length);
    this.epoch = new Float64Array(length);
    this.line = new Int32Array(length);
  }

  set(i: number, thread: number, epoch: number, line: number): void {
    this.thread[i] = thread;
    this.epoch[i] = epoch;
    this.line[i] = line;
  }
}

/** The last write of each word; and two readers, different ones, for a write meets at least one of them. */
interface Touched {
  readonly written: Marks;
  readonly readBy: Marks;
  readonly readAlso: Marks;
}

export class Memory {
  readonly name: string;
  readonly space: MemorySpace;
  readonly binding: number | null;
  readonly writable: boolean;
  readonly cells: Float64Array;
  private readonly machine: Machine;
  private readonly isStorage: boolean;
  /** Null where nobody writes. */
  private readonly marks: Touched | null;

  constructor(
    machine: Machine,
    about: Pick<MemoryRecord, 'name' | 'space' | 'binding' | 'writable'>,
    cells: Float64Array,
  ) {
    this.machine = machine;
    this.name = about.name;
    this.space = about.space;
    this.binding = about.binding;
    this.writable = about.writable;
    this.cells = cells;
    this.isStorage = about.space === 'storage';
    const { length } = cells;
    this.marks = about.writable
      ? { written: new Marks(length), readBy: new Marks(length), readAlso: new Marks(length) }
      : null;
    machine.memories.push(this);
  }

  describe(): MemoryRecord {
    const { name, space, binding, writable } = this;
    return { name, space, binding, writable, length: this.cells.length };
  }

  load(thread: Thread, i: number, line: number, atomic = false): number {
    const value = this.cells[i]!;
    if (this.isStorage) thread.reads++;
    if (this.marks !== null && !atomic) this.noteRead(this.marks, thread, i, line);
    if (this.machine.isRecording) this.keep(thread, 'read', i, value, line, atomic);
    return value;
  }

  store(thread: Thread, i: number, value: number, line: number, atomic = false): void {
    if (this.isStorage) thread.writes++;
    if (this.marks !== null) {
      if (atomic) this.marks.written.thread[i] ||= thread.id + 1;
      else this.noteWrite(this.marks, thread, i, line);
    }
    this.cells[i] = value;
    if (this.machine.isRecording) this.keep(thread, 'write', i, value, line, atomic);
  }

  /** Words of the first `count` that nobody wrote. */
  unwritten(count: number): readonly number[] {
    if (this.marks === null) return [];
    const { written } = this.marks;
    return Array.from({ length: Math.min(count, this.cells.length) }, (_, i) => i).filter(
      (i) => written.thread[i] === 0,
    );
  }

  private keep(
    thread: Thread,
    kind: 'read' | 'write',
    index: number,
    value: number,
    line: number,
    atomic: boolean,
  ): void {
    const { phase, statements: step } = thread;
    thread.events.push({ kind, by: kind, buffer: this.name, index, value, line, phase, step, atomic });
  }

  private epochOf(thread: Thread): number {
    return this.isStorage ? thread.storeEpoch : thread.workEpoch;
  }

  /** Whether nothing stands between an earlier access and one of now: no barrier of their group, and never one between groups. */
  private meets(epoch: number, now: number): boolean {
    return epoch === now || (this.isStorage && Math.floor(epoch / GROUP) !== Math.floor(now / GROUP));
  }

  private race(
    thread: Thread,
    line: number,
    marks: Marks,
    i: number,
    first: 'read' | 'write',
    second: 'read' | 'write',
  ): void {
    const who = { threads: [marks.thread[i]! - 1, thread.id], lines: [marks.line[i]!, line] };
    const words = first === second ? 'raceWrites' : first === 'write' ? 'raceReadAfter' : 'raceWriteAfter';
    this.machine.find('race', this, thread.phase, who, { index: i, first, second }, words);
  }

  private noteRead({ written, readBy, readAlso }: Touched, thread: Thread, i: number, line: number): void {
    const me = thread.id + 1;
    const now = this.epochOf(thread);
    const writer = written.thread[i]!;
    if (writer !== 0 && writer !== me && written.line[i] !== 0 && this.meets(written.epoch[i]!, now))
      this.race(thread, line, written, i, 'write', 'read');
    for (const marks of [readBy, readAlso]) {
      const reader = marks.thread[i]!;
      if (reader !== 0 && reader !== me && this.meets(marks.epoch[i]!, now)) continue;
      marks.set(i, me, now, line);
      return;
    }
  }

  private noteWrite({ written, readBy, readAlso }: Touched, thread: Thread, i: number, line: number): void {
    const me = thread.id + 1;
    const now = this.epochOf(thread);
    const writer = written.thread[i]!;
    if (writer !== 0 && writer !== me && written.line[i] !== 0 && this.meets(written.epoch[i]!, now))
      this.race(thread, line, written, i, 'write', 'write');
    else
      for (const marks of [readBy, readAlso]) {
        const reader = marks.thread[i]!;
        if (reader === 0 || reader === me || !this.meets(marks.epoch[i]!, now)) continue;
        this.race(thread, line, marks, i, 'read', 'write');
        break;
      }
    written.set(i, me, now, line);
  }
}
