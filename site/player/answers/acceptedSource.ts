/** A reader's accepted answer as JavaScript. */
import { parseInWorker } from '../../workbench/parseInWorker.ts';
import { loadWork } from '../../workbench/workStore.ts';
import { acceptedText } from './isAccepted.ts';

/** The parser has a time limit, and a busy machine may need longer to start it. What was accepted did parse: it is asked again. */
const TRIES = 4;

/** null where there is none, or where it does not parse. */
export async function acceptedSource(slug: string): Promise<string | null> {
  const text = acceptedText(loadWork(slug));
  if (text === null) return null;
  for (let i = 0; i < TRIES; i++) {
    const stripped = await parseInWorker(text);
    if (stripped.ok) return stripped.code;
  }
  return null;
}
