/** /recordings/slopes.json: losses a step ahead and behind, as the framework computed them while the site was built. */
import type { APIRoute } from 'astro';
import { measureSlopes } from '../../visuals/numbers/slopes/measureSlopes.ts';

export const GET: APIRoute = async () =>
  new Response(JSON.stringify(await measureSlopes()), { headers: { 'content-type': 'application/json' } });
