/** /recordings/formulas.json: the formulas of all ops, typeset while the site is built, for the lab. */
import type { APIRoute } from 'astro';
import { allFormulas } from '../../lab/formulas.ts';

export const GET: APIRoute = () =>
  new Response(JSON.stringify(allFormulas()), { headers: { 'content-type': 'application/json' } });
