import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { plots, spelled } from './check.ts';

it('shows the learner these residuals', () => {
  const start = readFileSync(new URL('start.ts', import.meta.url), 'utf8');
  for (const plot of Object.values(plots)) expect(start).toContain(spelled(plot));
});

it('shows them in the task, a column a plot', () => {
  const task = readFileSync(new URL('task.mdx', import.meta.url), 'utf8');
  const rows = [...task.matchAll(/^\| \d+ \|(.*)\|$/gm)].map(([, cells]) =>
    cells!.split('|').map((cell) => cell.trim()),
  );
  for (const [column, plot] of Object.values(plots).entries())
    expect(rows.map((row) => row[column]!.replace('−', '-')).join(' ')).toBe(spelled(plot));
});

it('has five plots that all are of the same x, from left to right', () => {
  for (const { x, residuals } of Object.values(plots)) {
    expect(x).toEqual(x.toSorted((a, b) => a - b));
    expect(residuals).toHaveLength(x.length);
  }
});
