/**
 * The states that tracks can go on from, within one budget of memory for a whole timeline. Bytes are counted as they are: a run of plain
 * gradient descent keeps its weights, Adam two memories more. Around the playhead they stand as dense as a quick step back needs;
 * further away they are thinned, the one first whose loss would cost the least time.
 */
import type { Tensor, TrainingState } from '#framework';

/** All keyframes of a timeline together: two near the playhead and some along the way, for four tracks of the largest run. */
export const KEYFRAME_BYTES = 96 * 1024 * 1024;
/** A kept state costs more than its numbers: names, shapes, the manifest. Measured with many small ones. */
const OVERHEAD_BYTES = 4096;
/** At the playhead a gap counts so many times as much as far away: one steps back more often than one jumps. */
const NEAR = 16;
/** So many keyframes before the playhead stay while there is anything else to drop: with one alone, a step back from it would be a long way. */
const SPARED = 2;

export interface Keyframe {
  readonly step: number;
  readonly state: TrainingState;
  /** What lay on the parameters, by name, where a bug may leave it there for the next step; null: nothing that matters. */
  readonly gradients: Gradients | null;
  readonly hash: string;
  readonly bytes: number;
  /** The first one, and where a fork begins: never dropped. */
  readonly isPinned: boolean;
}

export type Gradients = ReadonlyMap<string, Tensor>;

/** Whose keyframes they are: one per track. What losing one would cost, the rest says. */
export interface Shelf {
  /** In order of steps. */
  readonly frames: Keyframe[];
  /** Where the track is looked at. */
  at: number;
  /** What one step costs. */
  stepMs: number;
  /** How many steps apart they should be at the playhead. */
  every: number;
}

/** How many bytes a state holds, and the gradients beside it. */
export const bytesOf = (state: TrainingState, gradients: Gradients | null = null): number =>
  [...Object.values(state.tensors), ...(gradients?.values() ?? [])].reduce(
    (total, { storage }) => total + storage.bytes,
    OVERHEAD_BYTES,
  );

/** A seek to a step near the playhead should not take longer, all tracks together. */
const SEEK_MS = 70;
/** How far apart keyframes may be, however fast steps are. */
const FURTHEST = 400;

/** How many steps apart keyframes should be around the playhead, where a step and a recorded step take so long, and tracks share the time. */
export const spacing = (stepMs: number, recordedMs: number, sharers: number): number =>
  Math.min(FURTHEST, Math.max(1, Math.floor((SEEK_MS / sharers - recordedMs) / stepMs)));

export class Keyframes {
  private readonly shelves = new Set<Shelf>();
  private readonly budget: number;
  private held = 0;
  private most = 0;

  constructor(budget: number = KEYFRAME_BYTES) {
    this.budget = budget;
  }

  /** What all keyframes hold now, and the most they ever held, in bytes. */
  get bytes(): number {
    return this.held;
  }

  get mostBytes(): number {
    return this.most;
  }

  /** A place for the keyframes of one more track. */
  shelf(): Shelf {
    const shelf: Shelf = { frames: [], at: 0, stepMs: 1, every: 1 };
    this.shelves.add(shelf);
    return shelf;
  }

  /** A track is gone. */
  close(shelf: Shelf): void {
    for (const { bytes } of shelf.frames) this.held -= bytes;
    shelf.frames.length = 0;
    this.shelves.delete(shelf);
  }

  /** Make room first, then keep: the budget holds at every moment, unless pinned ones alone exceed it. */
  keep(shelf: Shelf, frame: Keyframe): void {
    const place = shelf.frames.findIndex(({ step }) => step >= frame.step);
    if (place >= 0 && shelf.frames[place]!.step === frame.step) return;
    while (this.held + frame.bytes > this.budget && (this.dropCheapest(SPARED) || this.dropCheapest(0)));
    const at = shelf.frames.findIndex(({ step }) => step > frame.step);
    shelf.frames.splice(at < 0 ? shelf.frames.length : at, 0, frame);
    this.held += frame.bytes;
    this.most = Math.max(this.most, this.held);
  }

  /** The last keyframe that is not after `step`. */
  before(shelf: Shelf, step: number): Keyframe | null {
    return shelf.frames.findLast((frame) => frame.step <= step) ?? null;
  }

  at(shelf: Shelf, step: number): Keyframe | null {
    return shelf.frames.find((frame) => frame.step === step) ?? null;
  }

  private dropCheapest(spared: number): boolean {
    let cheapest: { shelf: Shelf; place: number; cost: number } | null = null;
    for (const shelf of this.shelves) {
      const playhead = shelf.frames.findLastIndex(({ step }) => step <= shelf.at);
      for (const [place, frame] of shelf.frames.entries()) {
        if (frame.isPinned || (place <= playhead && place > playhead - spared)) continue;
        const cost = costOf(shelf, place);
        if (cheapest === null || cost < cheapest.cost) cheapest = { shelf, place, cost };
      }
    }
    if (cheapest === null) return false;
    const [dropped] = cheapest.shelf.frames.splice(cheapest.place, 1);
    this.held -= dropped!.bytes;
    return true;
  }
}

/** How long a seek would take that this keyframe makes short; more at the playhead, for one seeks nearby more often. */
function costOf({ frames, at, stepMs, every }: Shelf, place: number): number {
  const before = frames[place - 1]?.step ?? 0;
  const frame = frames[place]!;
  const after = frames[place + 1]?.step ?? frame.step + (frame.step - before);
  const distance = Math.abs(frame.step - at) / every;
  return (after - before) * stepMs * (1 + NEAR / (1 + distance));
}
