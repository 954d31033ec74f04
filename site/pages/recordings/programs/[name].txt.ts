/** /recordings/programs/<run or op>.txt: the program that "Open in the lab" opens, written while the site is built. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { allPrograms } from '../../../lab/programs.ts';

export const getStaticPaths: GetStaticPaths = () => [...allPrograms().keys()].map((name) => ({ params: { name } }));

export const GET: APIRoute = ({ params }) =>
  new Response(allPrograms().get(params['name']!), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
