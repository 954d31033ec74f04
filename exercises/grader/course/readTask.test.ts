import { describe, expect, it } from 'vitest';
import { courseOrder } from './courseOrder.ts';
import { readTask } from './readTask.ts';

describe('readTask', () => {
  it('reads keys, lists, quoted lines and the text', () => {
    const source = `---\ntitle: A: title\nsummary: "With: a colon"\nconventions:\n  - plain\n  - "\\"quoted\\" and \`code\`"\nhints:\n  - one\nafter: Then.\n---\n\nText\n\n---\n\nmore\n`;
    expect(readTask(source)).toEqual({
      title: 'A: title',
      summary: 'With: a colon',
      conventions: ['plain', '"quoted" and `code`'],
      hints: ['one'],
      after: 'Then.',
      text: 'Text\n\n---\n\nmore',
    });
  });

  it('finds title, hints and text in every task of the course', () => {
    for (const { slug, task } of courseOrder()) {
      expect(task.title, slug).not.toBe('');
      expect(task.text, slug).not.toBe('');
      expect(task.hints.length, slug).toBeGreaterThan(0);
    }
  });
});
