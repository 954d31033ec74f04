/** A reader's accepted answer as JavaScript. */
import { parseInWorker } from '../../workbench/parseInWorker.ts';
import { loadWork } from '../../workbench/workStore.ts';
import { acceptedText } from './isAccepted.ts';

/** null where there is none, or where it does not parse. */
export async function acceptedSource(slug: string): Promise<string | null> {
  const text = acceptedText(loadWork(slug));
  if (text === null) return null;
  const stripped = await parseInWorker(text);
  return stripped.ok ? stripped.code : null;
}
