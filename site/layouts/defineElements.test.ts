import { describe, expect, it } from 'vitest';
import { fileNameOf, loaderFor } from './defineElements.ts';

const none = async (): Promise<void> => {};

describe('fileNameOf', () => {
  it('names the file after the tag, a capital for each word', () => {
    expect(fileNameOf('tensor-view')).toBe('TensorView');
    expect(fileNameOf('net-play-2d')).toBe('NetPlay2d');
  });
});

describe('loaderFor', () => {
  it('finds the file of that whole name only', () => {
    const loaders = { '../visuals/BigTimeBar.ts': async () => 'wrong', '../player/TimeBar.ts': none };
    expect(loaderFor('time-bar', loaders)).toBe(none);
    expect(loaderFor('bar-time', loaders)).toBeUndefined();
  });
});
