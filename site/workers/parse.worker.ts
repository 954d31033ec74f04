/** Parses what readers write, away from the page's own thread; it runs nothing. The page ends it when a text takes too long. */
import { importsOf } from '../workbench/readTokens.ts';
import { stripTypes } from '../workbench/stripTypes.ts';

export type ParseRequest = { readonly want: 'code' | 'imports'; readonly source: string };

addEventListener('message', ({ data: { want, source } }: MessageEvent<ParseRequest>) => {
  postMessage(want === 'code' ? stripTypes(source) : importsOf(source));
});
