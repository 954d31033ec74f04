/**
 * Who releases memory, and when. Outside of scopes nobody does: a tensor is an ordinary object, and the garbage collector takes it. Inside
 * a scope every new storage belongs to the scope, which gives it back to the pool at its end, unless something that lives longer holds it:
 *
 * - what the scope returns, or was told to keep, moves to the scope around it, or out of all scopes;
 * - a gradient belongs to its parameter, until the parameter lets go of it (`grad = null`) inside a later scope, which inherits it.
 *
 * scope.ts gives this to the user. Views share a storage, so they need no care: the storage lives as long as its last owner says.
 */
import { currentDevice, driverOf } from './device.ts';
import { allocate, type DType } from './dtype.ts';
import { ChalkgradError } from './errors.ts';
import { type Allocator, BufferPool, poison } from './pool.ts';
import { type Memory, type MemorySource, type Owner, Storage } from './storage.ts';

const pool = new BufferPool();

/** A store that is asked before the pool; null when there is none. */
let preferred: Allocator | null = null;

/** Let tensors made in scopes live in this store while it has room (WASM memory, where kernels read them in place). null: none. */
export function setAllocator(allocator: Allocator | null): void {
  preferred = allocator;
}

/** Numbers of storages and bytes that scopes are responsible for. */
const counted = { tensors: 0, bytes: 0, peakBytes: 0 };

function countIn(bytes: number): void {
  counted.tensors++;
  counted.bytes += bytes;
  if (counted.bytes > counted.peakBytes) counted.peakBytes = counted.bytes;
}

function countOut(bytes: number): void {
  counted.tensors--;
  counted.bytes -= bytes;
}

/** Memory that left all scopes and was then collected as garbage: it is counted no longer, and a store that needs it gets it back. */
const strays = new FinalizationRegistry<{
  readonly memory: Memory;
  readonly source: MemorySource;
  readonly bytes: number;
}>(({ memory, source, bytes }) => {
  countOut(bytes);
  if (source.forget === undefined) source.free(memory);
  else source.forget(memory);
});

/** Storages made between two moments. Open scopes form a stack; new storages belong to the innermost. */
export class Scope implements Owner {
  readonly parent: Scope | null;
  readonly depth: number;
  readonly made: Storage[] = [];
  /** Closed too early: it goes when the scopes inside it have closed. */
  isStranded = false;

  constructor(parent: Scope | null) {
    this.parent = parent;
    this.depth = parent === null ? 1 : parent.depth + 1;
  }

  /** Become responsible for a storage. */
  own(storage: Storage): void {
    storage.owner = this;
    this.made.push(storage);
  }

  /** Release whatever still belongs to this scope and is not held; what is held goes on without an owner. */
  release(): void {
    for (const storage of this.made) {
      if (storage.owner !== this) continue; // moved elsewhere, or released before
      if (storage.holds > 0) letGo(storage);
      else releaseStorage(storage);
    }
  }

  /** Leave whatever still belongs to this scope to the scope around it. */
  handOver(): void {
    for (const storage of this.made) if (storage.owner === this) moveOut(storage, this);
  }
}

let current: Scope | null = null;

/** The innermost open scope. */
export const currentOwner = (): Scope | null => current;

/** Open a scope: new storages belong to it. */
export function enterScope(): Scope {
  current = new Scope(current);
  return current;
}

/** Open a scope again that was closed and released, inside the same one: machinery that opens hundreds of them spares the garbage. */
export function reenterScope(scope: Scope): void {
  scope.made.length = 0;
  current = scope;
}

/** Make the scope around this one the innermost again. What becomes of its storages is for the caller to say, before or after. */
export function leaveScope(scope: Scope): void {
  if (current !== scope) {
    scope.isStranded = true;
    throw new ChalkgradError(
      'scope: a scope was closed while another one inside it was open',
      'scopes close in reverse order. Two asynchronous scopes must not overlap: await the first before opening the second.',
    );
  }
  current = scope.parent;
  while (current?.isStranded) {
    current.release();
    current = current.parent;
  }
}

/** Out of all scopes: from now on it is the garbage collector's. */
function letGo(storage: Storage): void {
  storage.owner = null;
  if (storage.source !== null) {
    const { memory, source, bytes } = storage;
    strays.register(storage, { memory, source, bytes }, storage);
  }
}

/** Give memory back at once. */
export function releaseStorage(storage: Storage): void {
  countOut(storage.bytes);
  storage.owner = null;
  if (storage.device === 'cpu') poison(storage.buffer);
  storage.release();
}

/** To the scope around `scope`, or out of all. */
export function moveOut(storage: Storage, scope: Scope): void {
  if (scope.parent === null) {
    storage.kept = true;
    letGo(storage);
  } else scope.parent.own(storage);
}

/** Out of all scopes, for good. */
export function keepStorage(storage: Storage): void {
  storage.kept = true;
  if (storage.owner !== null) letGo(storage);
}

/** Memory in a store that is not counted: it goes back when its storage was collected as garbage. */
const settled = new FinalizationRegistry<{ readonly memory: Memory; readonly source: MemorySource }>(
  ({ memory, source }) => source.free(memory),
);

/**
 * Out of all scopes, for good, and into the store where kernels read it in place, if it has room: what every step uses should not be carried
 * there every time. An array that was given to us stays where it is.
 */
export function settleStorage(storage: Storage): void {
  keepStorage(storage);
  if (storage.device !== 'cpu' || storage.source !== null || storage.isGiven || preferred === null) return;
  const lent = preferred.allocate(storage.dtype, storage.buffer.length);
  if (lent === null) return;
  storage.moveInto(lent, preferred);
  settled.register(storage, { memory: lent, source: preferred });
}

/** A tensor's gradient lives as long as the tensor: with it in its scope, or held by it outside of all. */
export function holdGradient(gradient: Storage, leaf: Storage): void {
  const { owner } = leaf;
  if (owner === null) gradient.holds++;
  else if (gradient.owner !== null && gradient.owner.depth > owner.depth) (owner as Scope).own(gradient);
}

/** The leaf lets go. If nobody else holds the gradient, the open scope inherits it. */
export function dropGradient(gradient: Storage, leaf: Storage): void {
  if (leaf.owner !== null || gradient.holds === 0) return;
  gradient.holds--;
  const inherits = gradient.holds === 0 && gradient.owner === null && gradient.source !== null;
  if (!inherits || gradient.kept || gradient.isReleased || current === null) return;
  strays.unregister(gradient);
  current.own(gradient);
}

/** Memory whose content is unspecified, for a tensor that will overwrite all of it. Belongs to the open scope. */
export function makeStorage(dtype: DType, n: number): Storage {
  const device = currentDevice();
  if (device !== 'cpu') return ownedStorage(driverOf(device).allocate(dtype, n), dtype, driverOf(device));
  if (current === null) return new Storage(poison(allocate(dtype, n)), dtype);
  const lent = preferred === null ? null : preferred.allocate(dtype, n);
  return ownedStorage(poison(lent ?? pool.allocate(dtype, n)), dtype, lent === null ? pool : preferred);
}

/** A storage over memory from a store, which gets it back through the open scope, or once it was collected as garbage. */
export function ownedStorage(memory: Memory, dtype: DType, source: MemorySource | null): Storage {
  const storage = new Storage(memory, dtype, source);
  if (source === null) return storage;
  countIn(storage.bytes);
  if (current === null) letGo(storage);
  else current.own(storage);
  return storage;
}

/** What memory.ts reports. */
export const counts = (): { tensors: number; bytes: number; peakBytes: number; poolBytes: number } => ({
  ...counted,
  poolBytes: pool.bytesIdle(),
});

export function resetPeak(): void {
  counted.peakBytes = counted.bytes;
}

export const clearPool = (): void => pool.clear();
