// Every file here is made byte for byte as its publisher describes it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  ChalkgradError,
  centerCrop,
  dataSources,
  loadCifar10,
  loadCifar100,
  loadImageFolder,
  loadImdb,
  loadSquad,
  loadText,
  readSquad,
} from '../../index.ts';
import { tarOf } from '../../tests/tarOf.ts';

const root = mkdtempSync(join(tmpdir(), 'chalkgrad-sets-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

/** A folder with these files; returns its path. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(root, `set-${folders++}`);
  mkdirSync(folder);
  for (const [path, body] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  return folder;
}

const archiveOf = (files: Readonly<Record<string, string | Uint8Array>>, name: string): string => {
  const members = Object.entries(files).map(([path, body]) => ({ path, body }));
  return join(folderOf({ [name]: gzipSync(tarOf(members)) }), name);
};

describe('CIFAR', () => {
  /** Red 255, green 51, blue the number of the picture. */
  const record = (blue: number, ...labels: number[]): number[] => [
    ...labels,
    ...new Array(1024).fill(255),
    ...new Array(1024).fill(51),
    ...new Array(1024).fill(blue),
  ];
  const bytes = (...records: number[][]): Uint8Array => Uint8Array.from(records.flat());
  const ten = {
    ...Object.fromEntries(
      [1, 2, 3, 4, 5].map((i) => [`cifar-10-batches-bin/data_batch_${i}.bin`, bytes(record(i, i))]),
    ),
    'cifar-10-batches-bin/test_batch.bin': bytes(record(0, 9), record(255, 0)),
    'cifar-10-batches-bin/readme.html': '<html></html>',
  };
  const hundred = {
    'cifar-100-binary/train.bin': bytes(record(1, 19, 99), record(2, 0, 5)),
    'cifar-100-binary/test.bin': bytes(record(3, 4, 70)),
  };

  it('is read from its folder, from the one around it, and from the archive', async () => {
    const around = folderOf(ten);
    for (const place of [around, join(around, 'cifar-10-batches-bin'), archiveOf(ten, 'cifar-10-binary.tar.gz')]) {
      const { train, test } = await loadCifar10(place);
      expect([train.length, test.length]).toEqual([5, 2]);
      const [images, labels] = test.batch(Int32Array.of(1, 0));
      expect(labels!.toArray()).toEqual([0, 9]);
      expect(images!.shape).toEqual([2, 3, 32, 32]);
      expect([0, 1024, 2048, 5120].map((i) => images!.dataSync()[i])).toEqual([1, Math.fround(0.2), 1, 0]);
      expect(train.batch(Int32Array.of(3))[1]!.toArray()).toEqual([4]);
    }
  });

  it('100 has fine and coarse labels', async () => {
    const place = folderOf(hundred);
    const labels = async (kind: 'fine' | 'coarse'): Promise<unknown> =>
      (await loadCifar100(place, kind)).train.batch(Int32Array.of(0, 1))[1]!.toArray();
    expect(await labels('fine')).toEqual([99, 5]);
    expect(await labels('coarse')).toEqual([19, 0]);
  });

  it.each([
    [
      'the Python version as an archive',
      () => archiveOf({ 'cifar-10-batches-py/data_batch_1': 'x' }, 'c.tar.gz'),
      /is the Python version, a pickle that can run code when opened\nhint: get the binary version, cifar-10-binary\.tar\.gz/,
    ],
    [
      'the Python version as a folder',
      () => folderOf({ 'batches.meta': 'x', data_batch_1: 'x' }),
      /is the Python version/,
    ],
    ['another folder', () => folderOf({ 'x.txt': '' }), /does not hold data_batch_1\.bin/],
    ['a missing folder', () => join(root, 'none'), /cannot list .*none \(ENOENT\)/],
    [
      'a cut file',
      () => folderOf({ ...ten, 'cifar-10-batches-bin/test_batch.bin': new Uint8Array(3000) }),
      /test_batch\.bin has 3000 bytes, not records of 3073/,
    ],
    [
      'a label that is no class',
      () => folderOf({ ...ten, 'cifar-10-batches-bin/test_batch.bin': bytes(record(0, 10)) }),
      /image 0 has label 10, there are 10 classes/,
    ],
  ])('refuses %s', async (_name, place, message) => {
    await expect(loadCifar10(place())).rejects.toThrow(message);
  });
});

describe('IMDB', () => {
  const tree = {
    'aclImdb/train/pos/0_9.txt': 'Wonderful.<br />Go!',
    'aclImdb/train/neg/1_2.txt': 'Dull – très long.',
    'aclImdb/train/unsup/2_0.txt': 'no label',
    'aclImdb/train/urls_pos.txt': 'http://x',
    'aclImdb/test/neg/0_4.txt': 'So so.',
    'aclImdb/test/pos/3_10.txt': 'Best.',
    'aclImdb/imdb.vocab': 'the',
  };

  it('is read from its folder and from the archive alike', async () => {
    for (const place of [folderOf(tree), join(folderOf(tree), 'aclImdb'), archiveOf(tree, 'aclImdb_v1.tar.gz')]) {
      const { train, test } = await loadImdb(place);
      expect(train.texts).toEqual(['Dull – très long.', 'Wonderful.<br />Go!']);
      expect([[...train.labels], [...train.ratings]]).toEqual([
        [0, 1],
        [2, 9],
      ]);
      expect([test.texts, [...test.labels]]).toEqual([
        ['So so.', 'Best.'],
        [0, 1],
      ]);
    }
  });

  it('refuses another folder and text that is not UTF-8', async () => {
    await expect(loadImdb(folderOf({ 'train/pos/0_9.txt': 'x' }))).rejects.toThrow(
      /no train\/pos and train\/neg reviews\nhint:/,
    );
    const broken = { ...tree, 'aclImdb/test/neg/0_4.txt': new Uint8Array([0xff]) };
    await expect(loadImdb(folderOf(broken))).rejects.toThrow(/0_4\.txt: not a text in UTF-8/);
  });
});

describe('SQuAD', () => {
  const context = 'The 🐢 lives in Basel, near the Rhine.';
  const fileOf = (answers: unknown, id: unknown = 'q1'): string =>
    JSON.stringify({
      version: '1.1',
      data: [{ title: 'Turtles', paragraphs: [{ context, qas: [{ id, question: 'Where?', answers }] }] }],
    });

  it('counts places in characters of JavaScript', async () => {
    // Python counts the turtle as one character, JavaScript as two.
    const text = fileOf([{ text: 'Basel', answer_start: 15 }]);
    const path = join(folderOf({ 'dev.json': text }), 'dev.json');
    const [question] = await loadSquad(path);
    const [answer] = question!.answers;
    expect(question).toMatchObject({ id: 'q1', title: 'Turtles', question: 'Where?' });
    expect(context.slice(answer!.start, answer!.start + answer!.text.length)).toBe('Basel');
    expect(readSquad(fileOf([]))[0]!.answers).toEqual([]);
  });

  it('walks a long context once, however many questions it has', () => {
    const long = `🐢${'a'.repeat(400_000)}`;
    const qas = Array.from({ length: 12_000 }, (_, i) => ({
      id: `q${i}`,
      question: '?',
      answers: [{ text: 'a', answer_start: 400_000 - i }],
    }));
    const text = JSON.stringify({ data: [{ title: 'T', paragraphs: [{ context: long, qas }] }] });
    const started = process.cpuUsage();
    const questions = readSquad(text);
    expect(questions.at(-1)!.answers[0]!.start).toBe(400_000 - 11_999 + 1);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3); // one walk for each question takes three times as long
  });

  it.each([
    ['no JSON', '{', /it is not JSON/],
    ['another structure', '[]', /a list 'data' is missing/],
    ['a question without an id', fileOf([], 7), /a text 'id' is missing/],
    [
      'an answer that stands elsewhere',
      fileOf([{ text: 'Basel', answer_start: 3 }]),
      /answer to question q1 does not stand at character 3/,
    ],
    ['an answer without a place', fileOf([{ text: 'Basel' }]), /answer to question q1 has no place/],
  ])('refuses %s', (_name, text, message) => {
    expect(() => readSquad(text, 'dev.json')).toThrow(message);
    expect(() => readSquad(text, 'dev.json')).toThrow(/^dev\.json: .*\nhint: /s);
  });

  it('never fails otherwise than by refusing, whatever the JSON', () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie('tree')),
        tie('object'),
      ),
      object: fc.dictionary(fc.constantFrom('data', 'paragraphs', 'qas', 'answers', 'context', 'text'), tie('tree')),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        try {
          readSquad(JSON.stringify({ data: value }));
        } catch (error) {
          expect(error).toBeInstanceOf(ChalkgradError);
        }
      }),
    );
  });
});

describe('loadText', () => {
  it('reads UTF-8 with one kind of line end', async () => {
    const place = folderOf({ 'a.txt': '\ufeffé\r\nb\rc\n' });
    expect(await loadText(join(place, 'a.txt'))).toBe('é\nb\nc\n');
  });
});

describe('an image folder', () => {
  const place = folderOf({
    'dogs/b.png': 'B',
    'dogs/deep/a.JPG': 'A',
    'cats/1.jpeg': '1',
    'cats/notes.txt': 'x',
    'top.png': 'y',
  });
  /** A picture of one pixel high whose red is the file's only byte. */
  const decode = (file: Uint8Array): { width: number; height: number; rgba: number[] } => ({
    width: 2,
    height: 1,
    rgba: [file[0]!, 0, 51, 255, 0, 255, 0, 0],
  });

  it('has a class for each folder and colours in planes', async () => {
    const { dataset, classes } = await loadImageFolder(place, { decode });
    expect(classes).toEqual(['cats', 'dogs']);
    const [images, labels] = dataset.batch(Int32Array.of(0, 1, 2));
    expect(labels!.toArray()).toEqual([0, 1, 1]);
    expect(images!.shape).toEqual([3, 3, 1, 2]);
    expect([...images!.dataSync().slice(0, 6)].map((value) => Math.round(value * 255))).toEqual([
      0x31, 0, 0, 255, 51, 0,
    ]);
  });

  it('passes over what other programs leave behind', async () => {
    const place = folderOf({
      'cats/1.png': '1',
      'cats/._1.png': '?',
      'cats/.DS_Store': '?',
      'cats/Thumbs.db': '?',
      'cats/.thumbs/1.png': '?',
      'cats/@eaDir/1.png/SYNOPHOTO.jpg': '?',
      'dogs.v2/2.png': '2',
      '.ipynb_checkpoints/1-checkpoint.png': '?',
      '.git/x.png': '?',
      '__MACOSX/cats/._1.png': '?',
      '$RECYCLE.BIN/x.png': '?',
    });
    const { dataset, classes } = await loadImageFolder(place, { decode });
    expect([classes, dataset.length]).toEqual([['cats', 'dogs.v2'], 2]);
    await expect(loadImageFolder(folderOf({ '.hidden/a.png': '' }), { decode })).rejects.toThrow(/no images below/);
  });

  it('can be brought to one size, and refuses a decoder that miscounts', async () => {
    const { dataset } = await loadImageFolder(place, { decode, transform: centerCrop(1) });
    expect(dataset.batch(Int32Array.of(0))[0]!.shape).toEqual([1, 3, 1, 1]);
    const wrong = (): { width: number; height: number; rgba: number[] } => ({ width: 2, height: 2, rgba: [1] });
    await expect(loadImageFolder(place, { decode: wrong })).rejects.toThrow(/gave 1 values for cats\/1\.jpeg of 2 × 2/);
    await expect(loadImageFolder(folderOf({ 'a.png': '' }), { decode })).rejects.toThrow(/no images below/);
  });
});

describe('dataSources', () => {
  it('name every file, its size and a checksum of the right length', () => {
    for (const { mirrors, files } of dataSources) {
      expect(mirrors.every((address) => /^https?:\/\/.*[^/]$/.test(address))).toBe(true);
      for (const { checksum, size } of files) {
        expect('md5' in checksum ? checksum.md5 : checksum.sha256).toMatch(
          'md5' in checksum ? /^[0-9a-f]{32}$/ : /^[0-9a-f]{64}$/,
        );
        expect(size).toBeGreaterThan(0);
      }
    }
    const all = dataSources.flatMap(({ files }) => files.map(({ checksum }) => JSON.stringify(checksum)));
    expect(new Set(all).size).toBe(all.length);
  });
});
