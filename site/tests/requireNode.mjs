// Says plainly when Node is too old to run this repository's TypeScript, before Node says it obscurely.
// Plain JavaScript that old versions can read; loaded by the npm scripts through `node --import`.

const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    [
      `Chalkgrad needs Node 22.18 or newer, and this is Node ${process.versions.node} (${process.execPath}).`,
      'Hint: npm install brings Node 24 along as an optional dependency. Run it without --omit=optional, and start',
      'things through npm (npm test, npm start), which puts that Node first. Elsewhere, install Node from nodejs.org.',
    ].join('\n'),
  );
  process.exit(1);
}

// What Node has read and compiled once it finds again: the programs of this repository start in half the time, and those they start, too.
const { enableCompileCache } = await import('node:module');
const { fileURLToPath } = await import('node:url');
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));
enableCompileCache(process.env.NODE_COMPILE_CACHE);

// What trains runs on the compiled kernels: this builds them if the sources are newer.
const { ensureKernels } = await import('../../framework/kernels/simd/assembly/build.mjs');
await ensureKernels();
