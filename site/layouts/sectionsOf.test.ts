import { describe, expect, it } from 'vitest';
import { sectionsOf } from './sectionsOf.ts';

describe('sectionsOf', () => {
  it('lists the sections of a lesson in order, whatever the order and quotes of their attributes', () => {
    const mdx = `Intro.\n<Section id="forward" title="What it does">\nText <Term role="loss">x</Term>\n</Section>\n<Section\n  title='More > less'\n  id='more'\n>\n</Section>`;
    expect(sectionsOf(mdx)).toEqual([
      { id: 'forward', title: 'What it does' },
      { id: 'more', title: 'More > less' },
    ]);
  });

  it('leaves out a section without id or title, and other tags', () => {
    expect(sectionsOf('<Section title="a"></Section><Sections id="b" title="c" /><Figure id="d" title="e" />')).toEqual(
      [],
    );
  });
});
