/** /recordings/exercise-facts.json: titles and places of all exercises, for a package of answers; fetched when one is made in a lesson. */
import type { APIRoute } from 'astro';
import { exerciseFacts } from '../../components/yours/exerciseFacts.ts';

export const GET: APIRoute = async () =>
  new Response(JSON.stringify(await exerciseFacts()), { headers: { 'content-type': 'application/json' } });
