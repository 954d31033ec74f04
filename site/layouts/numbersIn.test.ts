import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { typedNumbers } from './numbersIn.ts';

describe('typedNumbers', () => {
  it('finds what nobody measured: decimals, integers, shares, thousands, also in a formula', () => {
    expect(typedNumbers('It falls to 0.306 after 21 updates, 98 % of 1,100, in 12 steps.')).toEqual([
      '0.306',
      '21',
      '98 %',
      '1,100',
    ]);
    expect(typedNumbers('The factor is $1 - 4.994\\eta$.')).toEqual(['4.994']);
    expect(typedNumbers('It ends at −1.254.')).toEqual(['−1.254']);
  });

  it('lets settings stand that a link or a knob sets, and nothing near them', () => {
    const lesson = 'At [update 20](#t=line-three-ways.7(lr=0.33)&step=20) with 0.33; then 0.34.';
    expect(typedNumbers(lesson)).toEqual(['0.34']);
    expect(typedNumbers('<Knob name="lr" values={[0.1, 0.5]}>η</Knob> Try 0.5, then 0.6.')).toEqual(['0.6']);
  });

  it('does not read formulas, code, attributes, frontmatter, or names with a digit', () => {
    expect(typedNumbers('---\ntitle: 12 ways\n---\n`x[3]` in float32 is 2-D [16, 784], $\\frac{2}{m}$, L2.')).toEqual(
      [],
    );
    expect(typedNumbers('<Predict id="a" tolerance="0.05" choices={["2.5"]}>Which?</Predict>')).toEqual([]);
  });

  it('takes what a lesson declares with a reason, and only with a reason', () => {
    expect(typedNumbers('{/* numbers: 1 %; 25 (thresholds) */}\nLess than 1 %, or 25, or 26.')).toEqual(['26']);
    expect(typedNumbers('{/* numbers: 25 */}\nIt is 25.')).toEqual(['25']);
  });
});

describe('lessons', () => {
  it.each(readdirSync('lessons'))('%s says no number that nobody computed', (folder) => {
    for (const file of readdirSync(`lessons/${folder}`).filter((name) => name.endsWith('.mdx')))
      expect(typedNumbers(readFileSync(`lessons/${folder}/${file}`, 'utf8')), file).toEqual([]);
  });
});
