/** /recordings/<run>.json: one real training step per run, recorded while the site is built. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { lessonRuns } from '../../player/lessonRuns.ts';
import { recordedFrame } from '../../player/recordedFrame.ts';

export const getStaticPaths: GetStaticPaths = () => Object.keys(lessonRuns).map((run) => ({ params: { run } }));

export const GET: APIRoute = async ({ params }) =>
  new Response(await recordedFrame(params['run']!), { headers: { 'content-type': 'application/json' } });
