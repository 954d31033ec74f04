import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digitsNetwork, Generator, generateDigits } from '#framework';
import { exported } from '../../../i18n/en/exported.ts';
import { onnxOf, pageOf, readBack } from './madeFiles.ts';

const state = digitsNetwork(new Generator(7)).stateDict();
const named = Object.entries(state).map(([name, one]) => ({ name, shape: one.shape, values: one.dataSync() }));
const { images } = generateDigits(4, new Generator(7));

describe('files of a step', () => {
  it('are ONNX that says what the network says, at 32 bits; at 2 it says something else', () => {
    const { difference, largest } = readBack(named, onnxOf(named, 94), images, 4);
    expect(largest).toBeGreaterThan(0.1);
    expect(difference).toBeLessThan(1e-5);
    expect(readBack(named, onnxOf(named, 94, 2), images, 4).difference).toBeGreaterThan(0.01);
  });

  it('are one page that fetches nothing, with the title as it was typed', () => {
    const page = pageOf(named, {
      title: 'Mine & <yours>',
      summary: 'step 94',
      step: 94,
      bits: 8,
      pictures: [images.subarray(0, 784)],
      script: 'void 0;',
      props: readFileSync('site/styles/props.css', 'utf8'),
      words: exported,
      language: 'en',
    });
    expect(page).toContain('<title>Mine &amp; &lt;yours&gt;</title>');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(?:src|href)="http/);
    expect(page.length).toBeGreaterThan((36_832 * 4) / 3);
  });
});
