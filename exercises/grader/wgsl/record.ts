/**
 * What the emulator saw: the form in which a run of a shader is kept. Figures draw it, exercises count in it, the judge names
 * what it found. Plain data throughout, so that it crosses from the sandbox and into a page as it is.
 */

/** Three numbers, x first; what is not told is 1 (sizes) or 0 (places). */
export type Triple = readonly [x: number, y: number, z: number];

/** In which order the threads of a group go from one barrier to the next: by number, backwards, or by a drawn order. */
export type ThreadOrder = 'up' | 'down' | 'shuffled';

export type MemorySpace = 'storage' | 'uniform' | 'workgroup' | 'private' | 'function';

/** A memory that more than one thread can reach. Its cells are words of four bytes, each one number. */
export interface MemoryRecord {
  readonly name: string;
  readonly space: MemorySpace;
  /** Its place in @group(0); null where the host gives nothing. */
  readonly binding: number | null;
  /** Words. */
  readonly length: number;
  /** Whether the program may write into it. */
  readonly writable: boolean;
}

/** One look into memory or one number put there; a vector of four is four of them. */
export interface ThreadEvent {
  /** `outside`: the index is none of that memory's. A card clamps it or drops it, and says nothing. */
  readonly kind: 'read' | 'write' | 'outside';
  /** What was meant; for `read` and `write` the same as `kind`. */
  readonly by: 'read' | 'write';
  readonly buffer: string;
  /** The word, counted from the memory's first; for `outside` the index that was asked for. */
  readonly index: number;
  /** The number read or written. */
  readonly value: number;
  readonly line: number;
  /** How many barriers the thread had passed. */
  readonly phase: number;
  /** How many statements the thread had begun: equal steps happen side by side. */
  readonly step: number;
  readonly atomic: boolean;
}

export interface ThreadRecord {
  /** Number in the whole dispatch: group · threads of a group + place in the group. */
  readonly id: number;
  readonly group: number;
  /** local_invocation_index: place in the group. */
  readonly place: number;
  readonly local: Triple;
  readonly global: Triple;
  /** Empty unless `record` was asked for. */
  readonly events: readonly ThreadEvent[];
  /** Words of storage buffers read and written; uniforms and workgroup memory are not counted. */
  readonly reads: number;
  readonly writes: number;
  readonly barriers: number;
  readonly statements: number;
  /** `waiting`: it stands at a barrier that not all of its group reached. `stopped`: the fuel was spent. */
  readonly ended: 'done' | 'waiting' | 'stopped';
}

/** From one barrier to the next, in one group. */
export interface PhaseRecord {
  readonly group: number;
  readonly phase: number;
  /** The line of the barrier that ends it; null where the program ends. */
  readonly line: number | null;
  /** Threads of the group, by their places, that reached its end in the order in which they ran. */
  readonly order: readonly number[];
}

/** What the emulator found. Several of a kind at one place of the program are one finding: the first, and how often. */
export type FindingKind =
  /** An index that is none of that memory's: threads[0], lines[0]; values: index, length, by. */
  | 'outside'
  /** Some threads wait at a barrier, others have ended or wait at another one: threads and lines of one of each; values: ended (0 or 1). */
  | 'divergence'
  /** Two threads, one cell, no barrier between, at least one writes: threads and lines of both; values: index, first, second. */
  | 'race'
  /** More statements than allowed: it did not end. threads[0], lines[0]; values: limit. */
  | 'endless'
  /** A cell that was to be written and was not: values: index, count, threads (of the dispatch), wanted. */
  | 'unwritten'
  /** More reads of storage buffers a thread than allowed. threads[0]; values: reads, limit. */
  | 'reads'
  /** One thread works while the others look on. threads[0]; values: share (busiest ÷ mean), limit. */
  | 'idle';

export interface Finding {
  readonly kind: FindingKind;
  /** Of the memory it happened in; '' where it is about none. */
  readonly buffer: string;
  readonly space: MemorySpace | '';
  readonly phase: number;
  /** Threads by their numbers in the dispatch. */
  readonly threads: readonly number[];
  readonly lines: readonly number[];
  /** Key of its sentence in `shader` of exercises/grader/english.ts; filled from `values`, `buffer`, `thread`, `line`, `other`, `otherLine`. */
  readonly words: string;
  readonly values: Readonly<Record<string, number | string>>;
  /** How often it happened at this place. */
  readonly times: number;
}

/** One dispatch. */
export interface DispatchRecord {
  readonly groups: Triple;
  readonly groupSize: Triple;
  readonly order: ThreadOrder;
  readonly memories: readonly MemoryRecord[];
  readonly threads: readonly ThreadRecord[];
  readonly phases: readonly PhaseRecord[];
  readonly findings: readonly Finding[];
  /** Of all threads together. */
  readonly statements: number;
  /** Busiest thread ÷ mean thread, in statements. */
  readonly share: number;
}

/** Why a program was not run: outside the language that the course uses, or none at all. One sentence. */
export interface ShaderFault {
  readonly line: number;
  readonly column: number;
  /** In English, like every parser's. */
  readonly message: string;
}

export interface EmulateOptions {
  /** Default `up`. */
  readonly order?: ThreadOrder;
  /** Of the `shuffled` order. Default 1. */
  readonly seed?: number;
  /** Keep every event of every thread. Default false. */
  readonly record?: boolean;
  /** Statements of all threads together after which it did not end. Default 1,000,000. */
  readonly fuel?: number;
  /** How many words from the first on every thread's work must have written, by binding. */
  readonly outputs?: Readonly<Record<number, number>>;
  /** The most words of storage that any thread may read. */
  readonly mostReads?: number;
  /** The most that the busiest thread may do, in multiples of the mean. */
  readonly mostShare?: number;
}

export interface EmulatorResult {
  /** Set when the program was not run; then the record is empty. */
  readonly fault: ShaderFault | null;
  readonly record: DispatchRecord;
  /** What stands in each storage buffer afterwards, by its binding; null where there is none. */
  readonly buffers: readonly (readonly number[] | null)[];
}

/**
 * Runs a shader without a card (`emulate.ts`).
 *
 * @param dispatch workgroups, x first
 * @param buffers what the host binds: the words of @group(0) @binding(i) at place i, each as its number, in WGSL's layout
 */
export type Emulate = (
  shader: string,
  dispatch: readonly number[],
  buffers: readonly (readonly number[] | null)[],
  options?: EmulateOptions,
) => EmulatorResult;
