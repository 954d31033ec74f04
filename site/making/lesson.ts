/** `npm run new -- lesson SLUG`: a page with a question, a run and a figure, and a moment for a class, at its place in the course. */
import { course } from '../layouts/course.ts';
import type { Maker } from './Skeleton.ts';

export const lesson: Maker = (slug) => {
  const place = course.indexOf(slug);
  if (place < 0) {
    throw new Error(
      `The course has no place for ${slug} yet: give it one in site/layouts/course.ts, and a title at the same place of the plan in site/i18n/en/home.ts.`,
    );
  }
  const folder = `lessons/${String(place).padStart(2, '0')}-${slug}`;
  return {
    files: {
      [`${folder}/index.mdx`]: `---
title: A title of a few words
summary: One or two sentences, what there is to find out, and by doing what.
needs: [${course[Math.max(0, place - 1)]}]
minutes: 20
---

<Run name="line-full-batch">
<Section id="first" title="Say it as a question">

One idea. Ask before you tell:

<Predict id="first" measure="loss" tolerance="5%">What is the loss before anything was learned?</Predict>

Play, and drag the bar back. At step <Measured run="line-full-batch" what="step" /> the line lies as it is drawn. *What does the next step change?*

<Fragment slot="figure"><Squares id="squares-first" /></Fragment>
</Section>
<Dock><TimeBar /></Dock>
</Run>
`,
      [`${folder}/demos.ts`]: `/** Moments of this lesson to put before a class: what to ask, and the link that answers. */
export const demos: readonly { readonly ask: string; readonly moment: string }[] = [
  { ask: 'How far is the line from its points before the first step?', moment: '#t=line-full-batch.7&step=0&view=squares-first' },
];
`,
    },
    lines: [],
    next: [
      `Read it: npm run dev, then /lessons/${slug}/ (and /lessons/${slug}/?present, as a room would see it).`,
      'Its rules: npx vitest run site/layouts site/glossary exercises/momentLinks.test.ts',
      'What it needs stands in its front matter; a number in its prose is a <Measured>, never typed.',
    ],
  };
};
