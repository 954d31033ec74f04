/** /recordings/states/<run>-<step>.safetensors: where a slow run goes on from; a file that PyTorch can read, too. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { shippedFile, shippedFiles } from '../../../player/shipped/shippedFile.ts';

export const getStaticPaths: GetStaticPaths = () =>
  shippedFiles().map(({ file, frame }) => ({ params: { file }, props: { frame } }));

export const GET: APIRoute = async ({ params, props }) =>
  new Response(await shippedFile(props['frame'] as string, params['file']!), {
    headers: { 'content-type': 'application/octet-stream' },
  });
