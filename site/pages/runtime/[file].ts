/** /runtime/…: the files of ONNX Runtime Web, where its package is installed. Nothing loads them before the reader presses the button. */
import { readFileSync } from 'node:fs';
import type { APIRoute, GetStaticPaths } from 'astro';
import { runtimeFiles } from '../../exchange/onnx/runtimeFiles.ts';

export const getStaticPaths: GetStaticPaths = () =>
  runtimeFiles().map(({ name, path }) => ({ params: { file: name }, props: { path } }));

export const GET: APIRoute = ({ props, params }) =>
  new Response(readFileSync(props['path'] as string), {
    headers: { 'content-type': params['file']!.endsWith('.wasm') ? 'application/wasm' : 'text/javascript' },
  });
