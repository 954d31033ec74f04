// A page that says an error in its console fails the test in which it did.

import { expect, test } from '@playwright/test';

/**
 * For every test of the file that calls it, at its top.
 *
 * @returns how a test says which errors it has provoked itself: `expected((message) => message.includes('404'))`
 */
export function refuseConsoleErrors(): { readonly expected: (isOne: (message: string) => boolean) => void } {
  let errors: string[] = [];
  test.beforeEach(({ page }) => {
    errors = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
  });
  test.afterEach(() => {
    expect(errors, 'console errors').toEqual([]);
  });
  return {
    expected: (isOne) => {
      errors = errors.filter((message) => !isOne(message));
    },
  };
}
