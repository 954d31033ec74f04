/** runtime.ts and the framework under it as one classic script, for exported pages. Node only; made anew each time, in a second or two. */
import { fileURLToPath } from 'node:url';

export async function runtimeBundle(): Promise<string> {
  // Loaded when wanted: the bundler takes longer to start than most exports take.
  const { build } = await import('vite');
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'without-compiled-loops',
        enforce: 'pre',
        transform: (code, id) =>
          /kernels\/simd\/(?:load|threads)\.ts$/.test(id)
            ? code.replaceAll(/new URL\((['"])[^'"]*\1, import\.meta\.url\)/g, "new URL('about:blank')")
            : null,
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      // Names of classes are part of what errors say.
      rolldownOptions: { output: { keepNames: true } },
      lib: { entry: fileURLToPath(new URL('runtime.ts', import.meta.url)), formats: ['iife'], name: 'page' },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === 'chunk' && one.isEntry);
  if (chunk?.type !== 'chunk') throw new Error("the page's script could not be bundled");
  return chunk.code;
}
