// A built page asks for its scripts when its first words have been painted (site/layouts/waking.inline.js): its `load` event comes before them. Tests
// of what a page does therefore wait until it is awake. Import `test` from here; a page that a test opens by itself goes through `awaiting`.

import { type BrowserContext, test as base, type Page } from '@playwright/test';

/** Until all scripts of the page have run; at once where the page has none, or may run none. */
export async function untilAwake(page: Page): Promise<void> {
  await page.locator('html[data-awake], html:not([data-script])').waitFor({ state: 'attached', timeout: 60_000 });
}

/** The same page, whose `goto` comes back when the page is awake. */
export function awaiting(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = async (...args) => {
    const response = await goto(...args);
    await untilAwake(page);
    return response;
  };
  return page;
}

export const test = base.extend<{ readonly page: Page; readonly context: BrowserContext }>({
  page: async ({ page }, use) => {
    await use(awaiting(page));
  },
  context: async ({ context }, use) => {
    const newPage = context.newPage.bind(context);
    // The fixture `page` is made by this, too: it is wrapped once more, which waits for nothing.
    context.newPage = async () => awaiting(await newPage());
    await use(context);
  },
});

export { expect } from '@playwright/test';
