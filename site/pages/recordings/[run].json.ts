/** /recordings/<run>.json: one real training step per run, recorded while the site is built. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { lessonRuns } from '../../player/lessonRuns.ts';
import { record } from '../../player/record.ts';

export const getStaticPaths: GetStaticPaths = () => Object.keys(lessonRuns).map((run) => ({ params: { run } }));

export const GET: APIRoute = async ({ params }) => {
  const { recordedStep, ...options } = lessonRuns[params['run']!]!;
  return new Response(JSON.stringify(await record(options, recordedStep)), {
    headers: { 'content-type': 'application/json' },
  });
};
