import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rows } from './check.ts';

it('the table of the task holds the rows of the check', () => {
  const task = readFileSync(new URL('./task.mdx', import.meta.url), 'utf8').replaceAll('−', '-');
  for (const [name, { logits, label }] of Object.entries(rows)) {
    const cells = [name, ...logits.map((logit) => logit.toFixed(2)), String(label)];
    expect(task).toMatch(new RegExp(`^\\| ${cells.join(' +\\| +').replaceAll('.', '\\.')} +\\|$`, 'm'));
  }
});
