/** /reference/search.json: what the search of the reference looks through, built with the pages it leads to. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { languages } from '../../../i18n/index.ts';
import { entries } from '../../../reference/referencePages.ts';
import { searchEntries } from '../../../reference/searchEntries.ts';

export const getStaticPaths: GetStaticPaths = () => languages.map(({ folder }) => ({ params: { lang: folder } }));

export const GET: APIRoute = () =>
  new Response(JSON.stringify(searchEntries(entries)), { headers: { 'content-type': 'application/json' } });
