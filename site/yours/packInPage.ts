/** The reader's accepted answers as one zip, made in the page: what `npm run yours` writes in a terminal. Loaded when it is asked for. */
import { exercises } from 'virtual:exercises';
import { encodeZip } from '#framework';
import { type Accepted, answerPackage } from '../../exercises/yours/answerPackage.ts';
import { acceptedText } from '../player/answers/isAccepted.ts';
import { parseInWorker } from '../workbench/parseInWorker.ts';
import { allWork } from '../workbench/workStore.ts';

export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly count: number;
}

/** A network that goes along, with the page that it is in. */
export interface TrainedFiles {
  readonly step: number;
  readonly weights: Uint8Array<ArrayBuffer>;
  readonly page: string;
}

const WEIGHTS = 'weights/digits-cnn.safetensors';
const PAGE = 'digits-cnn.html';

/** @param facts of exercises by slug: title, and what an answer takes the place of. Errors: nothing to pack. */
export async function packInPage(
  facts: Readonly<Record<string, { readonly title: string; readonly place: string }>>,
  trained: TrainedFiles | null = null,
): Promise<Packed> {
  const answers: Accepted[] = [];
  for (const [slug, work] of allWork()) {
    const source = acceptedText(work);
    const load = Object.hasOwn(exercises, slug) ? exercises[slug] : undefined;
    if (source === null || load === undefined) continue;
    answers.push({ exercise: await load(), source, ...(facts[slug] ?? { title: slug, place: '' }) });
  }
  const tools = {
    framework: async () => (await import('virtual:framework-source')).default,
    javascript: async (text: string) => {
      const stripped = await parseInWorker(text);
      if (!stripped.ok) throw new Error('an answer does not parse');
      return stripped.code;
    },
  };
  const along = trained === null ? null : { weights: WEIGHTS, page: PAGE, step: trained.step };
  const files = await answerPackage(answers, tools, along);
  const encoder = new TextEncoder();
  const members = new Map([...files].map(([path, text]) => [`my-chalkgrad/${path}`, encoder.encode(text)]));
  if (trained !== null)
    members.set(`my-chalkgrad/${WEIGHTS}`, trained.weights).set(`my-chalkgrad/${PAGE}`, encoder.encode(trained.page));
  return { bytes: await encodeZip(members), count: [...files.keys()].filter((path) => path.startsWith('src/')).length };
}
