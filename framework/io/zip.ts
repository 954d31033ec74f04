/**
 * Zip archives, as far as .npz needs them: members stored or deflated, up to 4 GiB. Everything is checked (places, sizes,
 * checksums) before anything is handed out. Encrypted, split and zip64 archives are refused. Nothing is ever written to disk,
 * so member names are only names. Source: PKWARE, .ZIP File Format Specification (APPNOTE) 6.3.10, §4.3 and §4.4.
 */
import { checkPlace, optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import type { Bytes } from './bytes.ts';
import { deflate, GREATEST_RATIO, inflate, MOST_UNPACKED, type UnpackOptions } from './compression.ts';
import { crc32 } from './crc32.ts';

// Bare numbers below are byte offsets inside these records: §4.3.7, §4.3.12 and §4.3.16 of the source.
const LOCAL = { signature: 0x04034b50, bytes: 30 } as const;
const CENTRAL = { signature: 0x02014b50, bytes: 46 } as const;
const END = { signature: 0x06054b50, bytes: 22 } as const;
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const VERSION = 20; // 2.0: the first with deflate
const UTF8_NAMES = 0x0800;
const ENCRYPTED = 0x0001;
const ZIP64_MARK = 0xffffffff;
const FIRST_DAY = 0x21; // 1 January 1980, the earliest date a zip can tell: the same bytes whenever it is written

const calls = {
  decodeZip: signature('decodeZip', { file: 'bytes', name: 'text?' }, { most: 'size' }),
  encodeZip: signature('encodeZip', { members: 'map' }, { compress: 'boolean' }),
};
const memberCall = signature('encodeZip', { member: 'bytes' });

type Refuse = (why: string) => never;

interface Member {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  readonly localHeader: number;
}

const viewOf = (bytes: Bytes): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Bytes of a zip archive → its members by name. `name` is used in errors.
 *
 * Errors: no archive, cut off, damaged, encrypted, zip64, another compression, a name that occurs twice, members that share bytes,
 * members that together claim more than the budget.
 */
export async function decodeZip(
  file: Bytes,
  name = 'zip',
  options: UnpackOptions = {},
): Promise<ReadonlyMap<string, Bytes>> {
  const { most = MOST_UNPACKED } = optionsOf(calls.decodeZip, [file, name, options]);
  const refuse: Refuse = (why) => {
    throw new ChalkgradError(
      `${name}: not a usable zip archive: ${why}`,
      'the file is damaged or of another format; nothing was loaded.',
    );
  };
  const directory = readDirectory(file, refuse);
  const total = directory.reduce((sum, { size }) => sum + size, 0);
  if (total > most) refuse(`its members claim ${total} bytes, more than the ${most} that are read`);
  const placed = placesOf(file, directory, refuse);
  const members = new Map<string, Bytes>();
  for (const { member, start } of placed) {
    if (members.has(member.name)) refuse(`it holds '${member.name}' twice`);
    members.set(member.name, await readMember(file, member, start, refuse));
  }
  return members;
}

function readDirectory(file: Bytes, refuse: Refuse): Member[] {
  const view = viewOf(file);
  const end = findEnd(view, refuse);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === ZIP64_MARK) refuse('it is a zip64 archive (over 4 GiB), which is not read');
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count)
    refuse('it is a part of a split one');
  const members: Member[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL.bytes > end || view.getUint32(at, true) !== CENTRAL.signature)
      refuse(`entry ${i} of its directory is missing`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    const next = at + CENTRAL.bytes + nameLength + extraLength + commentLength;
    if (next > end) refuse(`entry ${i} of its directory is cut off`);
    members.push(readEntry(file, view, at, nameLength, refuse));
    at = next;
  }
  return members;
}

function readEntry(file: Bytes, view: DataView, at: number, nameLength: number, refuse: Refuse): Member {
  const name = new TextDecoder().decode(file.subarray(at + CENTRAL.bytes, at + CENTRAL.bytes + nameLength));
  if (view.getUint16(at + 8, true) & ENCRYPTED) refuse(`'${name}' is encrypted`);
  const member = {
    name,
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    localHeader: view.getUint32(at + 42, true),
  };
  if (member.size === ZIP64_MARK || member.packedSize === ZIP64_MARK) refuse(`'${name}' is over 4 GiB`);
  return member;
}

/** The end record stands last, behind at most one comment. */
function findEnd(view: DataView, refuse: Refuse): number {
  const last = view.byteLength - END.bytes;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (
      view.getUint32(at, true) === END.signature &&
      at + END.bytes + view.getUint16(at + 20, true) === view.byteLength
    )
      return at;
  }
  return refuse('its closing record is missing');
}

/**
 * Where the bytes of each member start. No two may share any: a few kilobytes that many members point to would unpack to gigabytes
 * (Fifield, "A better zip bomb", 2019).
 */
function placesOf(file: Bytes, members: readonly Member[], refuse: Refuse): { member: Member; start: number }[] {
  const view = viewOf(file);
  const placed = members.map((member) => {
    const { name, localHeader } = member;
    if (localHeader + LOCAL.bytes > file.length || view.getUint32(localHeader, true) !== LOCAL.signature)
      refuse(`'${name}' does not stand where its directory says`);
    const start =
      localHeader + LOCAL.bytes + view.getUint16(localHeader + 26, true) + view.getUint16(localHeader + 28, true);
    if (start + member.packedSize > file.length) refuse(`'${name}' is cut off`);
    return { member, start };
  });
  let end = 0;
  for (const { member, start } of placed.toSorted((a, b) => a.member.localHeader - b.member.localHeader)) {
    if (member.localHeader < end) refuse(`'${member.name}' shares bytes with another member`);
    end = start + member.packedSize;
  }
  return placed;
}

async function readMember(file: Bytes, member: Member, start: number, refuse: Refuse): Promise<Bytes> {
  const { name, method, packedSize, size } = member;
  if (size > packedSize * GREATEST_RATIO + GREATEST_RATIO)
    refuse(`'${name}' claims ${size} bytes out of ${packedSize}`);
  const packed = file.slice(start, start + packedSize);
  const bytes = method === DEFLATED ? await inflate(packed, size) : packed;
  if (method !== STORED && method !== DEFLATED)
    refuse(`'${name}' is compressed by method ${method}; known are 0 and 8`);
  if (bytes === undefined || bytes.length !== size) return refuse(`'${name}' does not unpack to its ${size} bytes`);
  if (crc32(bytes) !== member.checksum) refuse(`the checksum of '${name}' is wrong`);
  return bytes;
}

/**
 * Members by name → bytes of a zip archive. The same members give the same bytes, whenever they are written.
 *
 * @param options.compress deflate the members; default false: stored, as `numpy.savez` does
 */
export async function encodeZip(
  members: ReadonlyMap<string, Bytes>,
  options: { readonly compress?: boolean } = {},
): Promise<Bytes> {
  const { compress = false } = optionsOf(calls.encodeZip, [members, options]);
  for (const bytes of members.values()) checkPlace(memberCall, 0, bytes);
  const locals: Bytes[] = [];
  const centrals: Bytes[] = [];
  let at = 0;
  for (const [name, bytes] of members) {
    const packed = compress ? await deflate(bytes) : bytes;
    const label = new TextEncoder().encode(name);
    if (label.length > 0xffff || packed.length >= ZIP64_MARK || at >= ZIP64_MARK) {
      throw new ChalkgradError(
        `zip: '${name}' does not fit`,
        'a name takes up to 65535 bytes, an archive up to 4 GiB.',
      );
    }
    const shared = sharedFields(bytes, packed.length, label.length, compress ? DEFLATED : STORED);
    locals.push(record(LOCAL.signature, [], shared, [], label), packed);
    centrals.push(record(CENTRAL.signature, [VERSION, 0], shared, centralFields(at), label));
    at += LOCAL.bytes + label.length + packed.length;
  }
  return concatBytes([...locals, ...centrals, endRecord(members.size, byteCount(centrals), at)]);
}

/** The fields that the local header and the directory have in common, from "version needed" to "extra length". */
function sharedFields(bytes: Bytes, packedSize: number, nameLength: number, method: number): Bytes {
  const fields = new Uint8Array(26);
  const view = viewOf(fields);
  [VERSION, UTF8_NAMES, method, 0, FIRST_DAY].forEach((value, i) => {
    view.setUint16(2 * i, value, true);
  });
  view.setUint32(10, crc32(bytes), true);
  view.setUint32(14, packedSize, true);
  view.setUint32(18, bytes.length, true);
  view.setUint16(22, nameLength, true);
  return fields;
}

/** What the directory adds: no comment, first disk, no attributes, and where the local header stands. */
function centralFields(localHeader: number): number[] {
  const fields = new Uint8Array(14);
  viewOf(fields).setUint32(10, localHeader, true);
  return [...fields];
}

function record(
  signature: number,
  before: readonly number[],
  shared: Bytes,
  after: readonly number[],
  label: Bytes,
): Bytes {
  const head = new Uint8Array(4 + before.length);
  viewOf(head).setUint32(0, signature, true);
  head.set(before, 4);
  return concatBytes([head, shared, Uint8Array.from(after), label]);
}

function endRecord(count: number, directoryBytes: number, start: number): Bytes {
  const fields = new Uint8Array(END.bytes);
  const view = viewOf(fields);
  view.setUint32(0, END.signature, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, directoryBytes, true);
  view.setUint32(16, start, true);
  return fields;
}

const byteCount = (parts: readonly Uint8Array[]): number => parts.reduce((total, part) => total + part.length, 0);

function concatBytes(parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(byteCount(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
