/** What the journal keeps when the machine, the disk or another grader gets in the way. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Disk, NotWritable, realDisk, writeWhole } from './disk.ts';
import { decodeLine, encodeLine, type IntakeEntry, Journal, readJournal } from './journal.ts';
import { lockFolder } from './lock.ts';

const root = mkdtempSync(join(tmpdir(), 'chalkgrad-journal-'));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;
const newPath = (): string => join(root, `${count++}.jsonl`);
const entry = (student: string): IntakeEntry => ({
  kind: 'intake',
  student,
  handedIn: 1,
  answers: {},
  notes: ['ü "quoted"\n'],
});
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The real disk until the `last`th call that changes something; from there on it is full. */
function fullAfter(last: number): { disk: Disk; calls: () => number } {
  let calls = 0;
  const full = (): Error => Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const step = (): void => {
    if (++calls > last) throw full();
  };
  const disk: Disk = {
    ...realDisk,
    open: (path, flags) => {
      if (flags !== 'r') step();
      return realDisk.open(path, flags);
    },
    // A full disk takes what still fits: half of it.
    write: (descriptor, bytes) => {
      if (++calls > last) {
        if (bytes.length > 1) realDisk.write(descriptor, bytes.subarray(0, bytes.length >> 1));
        throw full();
      }
      return realDisk.write(descriptor, bytes);
    },
    sync: (descriptor) => {
      step();
      realDisk.sync(descriptor);
    },
    syncLater: async (descriptor) => {
      step();
      await realDisk.syncLater(descriptor);
    },
    rename: (from, to) => {
      step();
      realDisk.rename(from, to);
    },
  };
  return { disk, calls: () => calls };
}

describe('a line', () => {
  it('comes back as it was, and with one bit changed not at all', () => {
    const line = encodeLine(entry('ada')).trimEnd();
    expect(decodeLine(line)).toEqual(entry('ada'));
    const bytes = bytesOf(line);
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 1;
      expect(decodeLine(new TextDecoder().decode(changed)), String(at)).toBeNull();
    }
  });
});

describe('a journal', () => {
  it('gives back what was acknowledged, in its order', async () => {
    const path = newPath();
    const journal = Journal.open(path);
    await Promise.all(['a', 'b', 'c'].map((id) => journal.append(entry(id))));
    await journal.append(entry('d'));
    await journal.close();
    expect(Journal.open(path).entries.map((one) => (one as IntakeEntry).student)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('drops a line that was never finished, wherever it was cut, and goes on behind the last whole one', async () => {
    const lines = ['a', 'b'].map((id) => encodeLine(entry(id)));
    const whole = bytesOf(lines.join(''));
    const first = bytesOf(lines[0]!).length;
    for (let length = first; length < whole.length; length += 7) {
      const path = newPath();
      writeFileSync(path, whole.subarray(0, length));
      const journal = Journal.open(path);
      expect(journal.entries).toEqual([entry('a')]);
      await journal.append(entry('c'));
      await journal.close();
      expect(readFileSync(path, 'utf8')).toBe(lines[0]! + encodeLine(entry('c')));
    }
  });

  it('counts a damaged line in the middle and keeps the others', () => {
    const text = ['a', 'b', 'c'].map((id) => encodeLine(entry(id)));
    const { entries, damaged } = readJournal(bytesOf(`${text[0]}${text[1]!.replace('"b"', '"x"')}garbage\n${text[2]}`));
    expect(entries).toEqual([entry('a'), entry('c')]);
    expect(damaged).toBe(2);
  });

  it('says on a full disk that it is full, takes nothing more, and goes on when there is room', async () => {
    for (let last = 2; last < 8; last++) {
      const path = newPath();
      const { disk } = fullAfter(last);
      const journal = Journal.open(path, disk);
      const kept: string[] = [];
      let failures = 0;
      for (const id of ['a', 'b', 'c'])
        await journal.append(entry(id)).then(
          () => kept.push(id),
          (error) => {
            expect(error).toBeInstanceOf(NotWritable);
            failures++;
          },
        );
      await journal.close();
      expect(kept.length + failures).toBe(3);
      if (last < 6) expect(failures).toBeGreaterThan(0);
      const again = Journal.open(path);
      const there = again.entries.map((one) => (one as IntakeEntry).student);
      // What was acknowledged is there. A line may have come through although its acknowledgement did not.
      expect(there.slice(0, kept.length)).toEqual(kept);
      await again.append(entry('z'));
      await again.close();
      expect(readJournal(readFileSync(path))).toMatchObject({ damaged: 0 });
    }
  });
});

describe('a file', () => {
  it('is the old one or the new one, at whichever call the disk is full', () => {
    const path = newPath();
    writeWhole(path, 'old');
    const all = fullAfter(Number.POSITIVE_INFINITY);
    writeWhole(path, 'old', all.disk);
    for (let last = 0; last < all.calls(); last++) {
      writeWhole(path, 'old');
      expect(() => writeWhole(path, 'the new one', fullAfter(last).disk)).toThrow(NotWritable);
      expect(['old', 'the new one']).toContain(readFileSync(path, 'utf8'));
      // Only what came after the name was exchanged can have failed then.
      if (last < all.calls() - 1) expect(readFileSync(path, 'utf8')).toBe('old');
    }
  });
});

describe('the lock', () => {
  it('lets one in, and the next one after it', () => {
    const folder = mkdtempSync(join(root, 'lock-'));
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow('Another grader is at work');
    unlock();
    lockFolder(folder)();
  });

  it('is taken from a process that has ended, and from one whose number is somebody else’s now', () => {
    const folder = mkdtempSync(join(root, 'lock-'));
    for (const text of ['999999999 5\n', `${process.pid} 1\n`, 'nonsense', '']) {
      if (process.platform !== 'linux' && text.startsWith(String(process.pid))) continue;
      writeFileSync(join(folder, 'lock'), text);
      lockFolder(folder)();
    }
  });
});
