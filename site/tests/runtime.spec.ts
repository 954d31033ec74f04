// ONNX Runtime on the reader's button (lesson 22): fetched on no other account, and it answers as we do. Where its package was not installed before the
// build, the lesson says what to install.

import { runtimeFiles } from '../exchange/onnx/runtimeFiles.ts';
import { figures } from '../i18n/en/figures.ts';
import { files } from '../i18n/en/files.ts';
import { expect, test } from './awake.ts';

test('lesson 22 asks ONNX Runtime only when it is told to', async ({ page }) => {
  test.setTimeout(180_000);
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/runtime/')) fetched.push(new URL(request.url()).pathname.split('/').at(-1)!);
  });
  await page.goto('/lessons/save-load-deploy/');
  const figure = page.locator('take-away:not([data-kind=page])');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('button').first()).toBeVisible();
  const says = figure.getByRole('status');
  // Beside it: a picture of the reader's own, a dark bar on white, and the same turned round.
  const pad = page.locator('draw-pad[data-picture]');
  const picture = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [280, 140];
    const context = canvas.getContext('2d')!;
    context.fillStyle = 'white';
    context.fillRect(0, 0, 280, 140);
    context.fillStyle = 'black';
    context.fillRect(130, 20, 20, 100);
    return canvas.toDataURL('image/png').split(',')[1]!;
  });
  const read = (): Promise<readonly number[]> =>
    pad.evaluate((element) => [...(element as unknown as { drawing: { seen(): Float32Array } }).drawing.seen()]);
  await pad.scrollIntoViewIfNeeded();
  await pad
    .locator('input[type=file]')
    .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: Buffer.from(picture, 'base64') });
  const [white, bar, outside] = [14 * 28 + 4, 14 * 28 + 14, 2 * 28 + 14];
  await expect.poll(async () => (await read())[white]).toBeCloseTo(1, 2);
  expect((await read())[bar]).toBeLessThan(0.3);
  expect((await read())[outside]).toBe(0); // wider than high: nothing above it
  await pad.getByRole('button', { name: figures.drawPad.turn }).click();
  expect((await read())[white]).toBeCloseTo(0, 2);
  await pad
    .locator('input[type=file]')
    .setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('nothing') });
  await expect(pad.getByRole('status').filter({ hasText: figures.drawPad.noPicture })).toBeVisible();
  await figure.scrollIntoViewIfNeeded();
  const brought = runtimeFiles();
  if (brought.length === 0) {
    await expect(says).toHaveText(files.take.noRuntime);
    await expect(says).toContainText('npm install --prefix benchmarks/runtime');
    await expect(figure.getByRole('button')).toHaveCount(2);
    return;
  }
  const button = figure.getByRole('button', { name: 'ONNX Runtime' });
  const megabytes = (brought.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1);
  await expect(button).toContainText(`${megabytes} MB`);
  expect(fetched).toEqual([]);
  await button.click();
  await expect(says).toContainText(/ONNX Runtime Web \d+\.\d+/, { timeout: 150_000 });
  const [, difference] = /differ by (\S+) at most/.exec((await says.textContent())!)!;
  expect(Number(difference)).toBeLessThan(1e-4); // scores reach ten and more
  expect([...new Set(fetched)].sort()).toEqual(brought.map(({ name }) => name).sort());
});
