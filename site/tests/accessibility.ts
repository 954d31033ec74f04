// What axe-core has to complain about in a page that stands open. Its own companion for Playwright gives every element's way through
// every rule, selectors and all, and brings a megabyte of source twice each time; here only complaints leave the page, so that a large
// lesson costs a third of a processor's time (DECISIONS.md, 2026-11-30). The rules and what they look at are the same.

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type axeCore from 'axe-core';

const source = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

interface Look {
  /** Only inside these elements; otherwise the whole page. */
  readonly within?: readonly string[];
  /** Only these rules, for a second look at a page whose structure has been judged already. */
  readonly rules?: readonly string[];
}

/** One line for each rule that is broken: what it asks, how many elements break it, and the first of them. */
export async function complaintsOf(page: Page, look: Look = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  return page.evaluate(async ({ within, rules }) => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const { violations } = await axe.run(within ? { include: within.map((selector) => [selector]) } : document, {
      // Of all others axe would make up a selector for every element.
      resultTypes: ['violations'],
      // The site's frames are sandboxes for code: they show nothing. One that shows something is to be looked into.
      iframes: false,
      ...(rules ? { runOnly: { type: 'rule', values: [...rules] } } : {}),
    });
    const unseen = document.querySelectorAll('iframe:not([sandbox])').length;
    return [
      ...violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help} (${nodes.length}×, first: ${nodes[0]?.target.join(' ')} ${nodes[0]?.html})`,
      ),
      ...(unseen > 0 ? [`${unseen} frames that axe did not look into`] : []),
    ];
  }, look);
}
