/**
 * The reader's programs, kept in this browser: one entry a program. Two tabs may write on the same one; the second then goes on under a new name,
 * so that neither takes away what the other wrote. A browser may refuse storage, and storage may hold anything: neither throws.
 */

export interface Kept {
  readonly id: string;
  readonly code: string;
  readonly edited: number;
  /** Of this text; another one stands there after anybody has written. */
  readonly version: string;
}

export interface Saved {
  /** Where it is kept from now on. */
  readonly id: string;
  readonly version: string;
  /** false: the browser keeps nothing. */
  readonly isKept: boolean;
  /** Somebody else had written there. */
  readonly hasMoved: boolean;
}

type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'chalkgrad.lab.';
const ID = /^[a-z0-9]{6,12}$/;

const fresh = (): string => Array.from(crypto.getRandomValues(new Uint32Array(2)), (word) => word.toString(36)).join('').slice(0, 12).padEnd(6, '0'); // biome-ignore format: one line reads better

/** What a program is called in a list: its first comment, or else its first line that does something. */
export function titleOf(code: string): string {
  const lines = code.split('\n').map((line) => line.trim());
  const comment = lines.find((line) => line.startsWith('//'))?.replace(/^\/+\s*/, '');
  const first = lines.find(
    (line) => line !== '' && !line.startsWith('import') && !line.startsWith('/') && !line.startsWith('*'),
  );
  const title = comment || first || '';
  return title.length > 60 ? `${title.slice(0, 59)}…` : title;
}

export class Shelf {
  private readonly place: () => Place;

  /** @param place where it is kept; asked each time, since asking alone may be refused */
  constructor(place: () => Place = () => localStorage) {
    this.place = place;
  }

  load(id: string): Kept | null {
    if (!ID.test(id)) return null;
    try {
      const read = JSON.parse(this.place().getItem(PREFIX + id) ?? 'null') as Partial<Kept> | null;
      if (typeof read?.code !== 'string' || typeof read.version !== 'string') return null;
      return { id, code: read.code, version: read.version, edited: Number(read.edited) || 0 };
    } catch {
      return null;
    }
  }

  /** All of them, the latest first. */
  list(): readonly Kept[] {
    const ids: string[] = [];
    try {
      const place = this.place();
      for (let i = 0; i < place.length; i++) {
        const key = place.key(i);
        if (key?.startsWith(PREFIX)) ids.push(key.slice(PREFIX.length));
      }
    } catch {
      // no storage: nothing is kept
    }
    return ids.flatMap((id) => this.load(id) ?? []).sort((a, b) => b.edited - a.edited);
  }

  /**
   * Keep a program where this tab last read or wrote it.
   *
   * @param last null for one that was not kept yet
   */
  save(code: string, last: Pick<Kept, 'id' | 'version'> | null, now: number): Saved {
    const there = last === null ? null : this.load(last.id);
    const hasMoved = last !== null && there !== null && there.version !== last.version;
    const id = last === null || hasMoved ? fresh() : last.id;
    const version = fresh();
    try {
      this.place().setItem(PREFIX + id, JSON.stringify({ code, edited: now, version }));
      return { id, version, isKept: true, hasMoved };
    } catch {
      return { id, version, isKept: false, hasMoved };
    }
  }

  remove(id: string): void {
    try {
      this.place().removeItem(PREFIX + id);
    } catch {
      // then it was not kept either
    }
  }

  /** Told when another tab has written a program. Returns the way to stop. */
  onChanged(act: (id: string | null) => void): () => void {
    const hear = ({ key }: StorageEvent): void => {
      if (key === null) act(null);
      else if (key.startsWith(PREFIX)) act(key.slice(PREFIX.length));
    };
    addEventListener('storage', hear);
    return () => removeEventListener('storage', hear);
  }
}
